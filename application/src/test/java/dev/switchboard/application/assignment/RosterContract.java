package dev.switchboard.application.assignment;

import static dev.switchboard.application.conversation.AConversation.NOON;
import static dev.switchboard.application.conversation.AConversation.agent;
import static dev.switchboard.application.conversation.AConversation.inactive;
import static dev.switchboard.application.conversation.AConversation.paused;
import static dev.switchboard.application.conversation.AConversation.withCapacity;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.conversation.AConversation;
import dev.switchboard.application.conversation.ConversationPorts;
import dev.switchboard.application.conversation.ConversationsContract;
import dev.switchboard.domain.assignment.Candidate;
import dev.switchboard.domain.assignment.Decision;
import dev.switchboard.domain.assignment.Position;
import dev.switchboard.domain.assignment.Verdict;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Roster} and {@link Decisions} must do, also under concurrency. */
public interface RosterContract extends ConversationPorts {
  Roster roster();

  Decisions decisions();

  @Test
  default void aNewCompanyHasAnEmptyRotation() {
    var rotation = transactions().inTransaction(() -> roster().lock(world().company()));
    assertThat(rotation.candidates()).isEmpty();
    assertThat(rotation.last()).isEmpty();
  }

  @Test
  default void candidatesAreInTheOrderOfTheirCreation() {
    var company = world().company();
    var second = world().agent(company, agent(ids().next(), NOON.plusSeconds(1)));
    var first = world().agent(company, agent(ids().next(), NOON));
    world().agent(world().company(), agent(ids().next(), NOON));
    assertThat(lock(company)).containsExactly(first, second);
  }

  @Test
  default void remembersWhereItWas() {
    var company = world().company();
    var position = new Position(NOON, new UserId(ids().next()));
    transactions()
        .inTransaction(
            () -> {
              roster().lock(company);
              roster().passed(company, position);
            });
    assertThat(transactions().inTransaction(() -> roster().lock(company)).last())
        .contains(position);
  }

  @Test
  default void saysWhoIsAwayAndCountsWhereThereIsACapacity() {
    var company = world().company();
    var capped = world().agent(company, withCapacity(agent(ids().next(), NOON), 1));
    world().agent(company, inactive(agent(ids().next(), NOON.plusSeconds(1))));
    world().agent(company, paused(agent(ids().next(), NOON.plusSeconds(2))));
    give(company, capped);
    assertThat(lock(company))
        .extracting(Candidate::verdict)
        .containsExactly(Verdict.AT_CAPACITY, Verdict.INACTIVE, Verdict.ROUTING_PAUSED);
    assertThat(lock(company)).extracting(Candidate::open).containsExactly(1, 0, 0);
  }

  @Test
  default void keepsDecisionsNewestFirst() {
    var company = world().company();
    var agent = world().agent(company, agent(ids().next(), NOON));
    var chat = begin(company);
    var considered = List.of(new Decision.Considered(agent.user(), "Ada \"A\"", Verdict.CHOSEN));
    var first =
        new Decision(
            company,
            ids().next(),
            chat.id(),
            Decision.Reason.NEW_CONVERSATION,
            considered,
            Optional.of(agent.user()),
            Optional.empty(),
            NOON);
    var second =
        new Decision(
            company,
            ids().next(),
            chat.id(),
            Decision.Reason.MANUAL,
            List.of(),
            Optional.empty(),
            Optional.of(agent.user()),
            NOON.plusSeconds(1));
    transactions().inTransaction(() -> decisions().record(List.of(first, second)));
    assertThat(decisions().of(company, chat.id(), 10)).containsExactly(second, first);
    assertThat(decisions().of(company, chat.id(), 1)).containsExactly(second);
    assertThat(decisions().of(world().company(), chat.id(), 10)).isEmpty();
  }

  @Test
  default void concurrentAssignmentIsSharedEvenly() throws Exception {
    for (int agents : List.of(4, 7, 20)) {
      var company = world().company();
      IntStream.range(0, agents)
          .forEach(i -> world().agent(company, agent(ids().next(), NOON.plusSeconds(i))));
      var given = assignInParallel(company, 150);
      assertThat(given).hasSize(150).doesNotContain(Optional.empty());
      var shares = shares(given).values();
      assertThat(shares).hasSize(agents);
      assertThat(max(shares) - min(shares)).isLessThanOrEqualTo(1);
    }
  }

  @Test
  default void concurrentAssignmentExceedsNoCapacity() throws Exception {
    var company = world().company();
    var capacities =
        IntStream.of(3, 5, 9, 40)
            .mapToObj(
                cap ->
                    world()
                        .agent(
                            company, withCapacity(agent(ids().next(), NOON.plusSeconds(cap)), cap)))
            .collect(Collectors.toMap(Candidate::user, c -> c.capacity().getAsInt()));
    var given = assignInParallel(company, 100);
    var shares = shares(given);
    assertThat(shares)
        .isEqualTo(
            capacities.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, e -> (long) e.getValue())));
    assertThat(given.stream().filter(Optional::isEmpty)).hasSize(100 - 57);
  }

  private List<Optional<UserId>> assignInParallel(CompanyId company, int times) throws Exception {
    var chats = beginMany(company, times);
    var next = new ConcurrentLinkedQueue<>(chats);
    var assign = new AssignConversations(roster(), decisions(), ids());
    ConversationsContract.inParallel(times, () -> assignOne(assign, next.remove()));
    chats.forEach(chat -> assertThat(decisions().of(company, chat.id(), 5)).hasSize(1));
    return chats.stream()
        .map(chat -> conversations().find(company, chat.id()).orElseThrow().assignee())
        .toList();
  }

  private boolean assignOne(AssignConversations assign, Conversation chat) {
    return transactions()
        .inTransaction(
            () -> {
              var locked = conversations().lock(chat.company(), chat.id()).orElseThrow();
              var waiting =
                  new AssignConversations.Waiting(locked, Decision.Reason.NEW_CONVERSATION);
              conversations().update(assign.handle(chat.company(), List.of(waiting), NOON));
              return true;
            });
  }

  private List<Conversation> beginMany(CompanyId company, int times) {
    var channel = world().channel(company);
    var fresh =
        IntStream.range(0, times)
            .mapToObj(
                _ ->
                    AConversation.of(
                        company,
                        ids().next(),
                        channel,
                        world().contact(company, channel, "Ada"),
                        NOON))
            .toList();
    transactions().inTransaction(() -> conversations().beginOrLock(fresh));
    return fresh;
  }

  private Conversation begin(CompanyId company) {
    return beginMany(company, 1).getFirst();
  }

  private void give(CompanyId company, Candidate agent) {
    var chat = begin(company);
    transactions()
        .inTransaction(() -> conversations().update(List.of(chat.assignTo(agent.user(), NOON))));
  }

  private List<Candidate> lock(CompanyId company) {
    return transactions().inTransaction(() -> roster().lock(company)).candidates();
  }

  private static Map<UserId, Long> shares(List<Optional<UserId>> given) {
    return given.stream()
        .flatMap(Optional::stream)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private static long max(java.util.Collection<Long> shares) {
    return shares.stream().mapToLong(s -> s).max().orElseThrow();
  }

  private static long min(java.util.Collection<Long> shares) {
    return shares.stream().mapToLong(s -> s).min().orElseThrow();
  }
}
