package dev.switchboard.persistence.assignment;

import static dev.switchboard.application.conversation.AConversation.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.RetryingTransactions;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.assignment.AssignConversations;
import dev.switchboard.application.assignment.AssignConversations.Waiting;
import dev.switchboard.application.assignment.DrainBacklog;
import dev.switchboard.application.assignment.ReassignFrom;
import dev.switchboard.application.assignment.Roster;
import dev.switchboard.application.conversation.AConversation;
import dev.switchboard.application.conversation.Conversations;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.assignment.Candidate;
import dev.switchboard.domain.assignment.Decision;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.persistence.TestDatabase;
import dev.switchboard.persistence.conversation.PostgresConversations;
import dev.switchboard.persistence.conversation.PostgresWorld;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Agents leave, come back and fill up while conversations begin on eight threads. */
class AssignmentRaceTest {
  private static final Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);
  private static final int CAPACITY = 12;

  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  private final Transactions transactions = new RetryingTransactions(test.system(), 10);
  private final Conversations conversations = new PostgresConversations(test.database());
  private final Roster roster = new PostgresRoster(test.database());
  private final Streams streams = _ -> {};
  private final AssignConversations assign =
      new AssignConversations(roster, new PostgresDecisions(test.database()), test.ids());
  private final DrainBacklog drain =
      new DrainBacklog(transactions, conversations, assign, streams, CLOCK, Runnable::run);
  private final ReassignFrom reassign =
      new ReassignFrom(transactions, conversations, roster, assign, streams, CLOCK);
  private final PostgresWorld world = new PostgresWorld(test);

  @Test
  void nothingStaysWithWhoLeftAndNobodyGetsTooMuch() throws Exception {
    var company = world.company();
    var stay = agents(company, 3);
    var leave = agents(company, 3);
    var tasks = new ArrayList<Callable<Boolean>>();
    chats(company, 60).forEach(chat -> tasks.add(() -> begin(chat)));
    leave.forEach(
        agent -> tasks.add(15 * (1 + leave.indexOf(agent)), () -> deactivate(company, agent)));
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var done : threads.invokeAll(tasks)) {
        assertThat(done.get()).isTrue();
      }
    }
    for (var gone : leave) {
      assertThat(held(company, gone)).isEmpty();
    }
    drain.handle(company);
    for (var here : stay) {
      assertThat(held(company, here)).hasSize(CAPACITY);
    }
    assertThat(transactions.inTransaction(() -> conversations.lockBacklog(company, 100)))
        .hasSize(60 - 3 * CAPACITY);
  }

  private boolean begin(Conversation fresh) {
    return transactions.inTransaction(
        () -> {
          var begun = conversations.beginOrLock(List.of(fresh)).conversations().values();
          var waiting =
              begun.stream().map(c -> new Waiting(c, Decision.Reason.NEW_CONVERSATION)).toList();
          conversations.update(assign.handle(fresh.company(), waiting, NOON));
          return true;
        });
  }

  private boolean deactivate(CompanyId company, Candidate agent) {
    transactions.inTransaction(
        () -> {
          world.agent(company, AConversation.inactive(agent));
          reassign.handle(company, Set.of(agent.user()));
        });
    return true;
  }

  private List<Conversation> held(CompanyId company, Candidate agent) {
    return transactions.inTransaction(
        () -> conversations.lockAssignedTo(company, Set.of(agent.user())));
  }

  private List<Candidate> agents(CompanyId company, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> AConversation.agent(test.ids().next(), NOON.plusSeconds(i)))
        .map(agent -> world.agent(company, AConversation.withCapacity(agent, CAPACITY)))
        .toList();
  }

  private List<Conversation> chats(CompanyId company, int count) {
    var channel = world.channel(company);
    return IntStream.range(0, count)
        .mapToObj(
            _ ->
                AConversation.of(
                    company,
                    test.ids().next(),
                    channel,
                    world.contact(company, channel, "Ada"),
                    NOON))
        .toList();
  }
}
