package dev.switchboard.persistence.assignment;

import static dev.switchboard.application.conversation.AConversation.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.assignment.AssignConversations;
import dev.switchboard.application.assignment.ReassignFrom;
import dev.switchboard.application.conversation.AConversation;
import dev.switchboard.domain.assignment.Candidate;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.Lifecycle;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.TestDatabase;
import dev.switchboard.persistence.conversation.PostgresConversations;
import dev.switchboard.persistence.conversation.PostgresWorld;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Conversations are locked before the rotation, and in the order of their ids, by everybody. */
class ReassignLockOrderTest {
  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  private final PostgresWorld world = new PostgresWorld(test);
  private final PostgresConversations conversations = new PostgresConversations(test.database());
  private final PostgresRoster roster = new PostgresRoster(test.database());
  private final ReassignFrom reassign =
      new ReassignFrom(
          test.database(),
          conversations,
          roster,
          new AssignConversations(roster, new PostgresDecisions(test.database()), test.ids()),
          _ -> {},
          Clock.fixed(NOON, ZoneOffset.UTC));
  private final CompanyId company = world.company();
  private final Candidate candidate =
      world.agent(company, AConversation.agent(test.ids().next(), NOON));
  private final UserId agent = candidate.user();

  @Test
  void whoLeavesWaitsForAResolvedChatWithoutHoldingTheRotation() throws Exception {
    var chat = theirs(new Lifecycle.Resolved());

    var moved = leavingWhileHeld(chat, () -> roster.lock(company));

    assertThat(moved).isZero();
    assertThat(assignee(chat)).isEmpty();
  }

  @Test
  void whoLeavesWaitsForAnOpenChatWithoutHoldingALaterOneThatIsResolved() throws Exception {
    var open = theirs(Lifecycle.OPEN);
    var resolved = theirs(new Lifecycle.Resolved());

    var moved = leavingWhileHeld(open, () -> conversations.lock(company, resolved.id()));

    assertThat(moved).isEqualTo(1);
    assertThat(assignee(resolved)).isEmpty();
  }

  /** A batch holds {@code first}, as one does that brings a message, and wants something else. */
  private int leavingWhileHeld(Conversation first, Runnable next) throws Exception {
    world.agent(company, AConversation.inactive(candidate));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var leaving = new CompletableFuture<Future<Integer>>();
      test.database()
          .inTransaction(
              () -> {
                conversations.lock(company, first.id());
                leaving.complete(threads.submit(() -> reassign.handle(company, Set.of(agent))));
                await().until(test::somebodyWaits);
                next.run();
              });
      return leaving.get().get();
    }
  }

  private Conversation theirs(Lifecycle state) {
    var chat = AConversation.in(world, company, test.ids(), NOON);
    test.database()
        .inTransaction(
            () -> {
              conversations.beginOrLock(List.of(chat));
              conversations.update(List.of(chat.assignTo(agent, NOON).movedTo(state, NOON)));
            });
    return chat;
  }

  private Optional<UserId> assignee(Conversation chat) {
    return conversations.find(company, chat.id()).orElseThrow().assignee();
  }
}
