package dev.switchboard.persistence.assignment;

import static dev.switchboard.application.conversation.AConversation.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.assignment.AssignConversations;
import dev.switchboard.application.assignment.ReassignFrom;
import dev.switchboard.application.conversation.AConversation;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.Lifecycle;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Sql;
import dev.switchboard.persistence.TestDatabase;
import dev.switchboard.persistence.conversation.PostgresConversations;
import dev.switchboard.persistence.conversation.PostgresWorld;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Conversations are locked before the rotation, by everybody. */
class ReassignLockOrderTest {
  @Test
  void whoLeavesWaitsForAResolvedChatWithoutHoldingTheRotation() throws Exception {
    try (var test = TestDatabase.create();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var database = test.database();
      var ids = test.ids();
      var world = new PostgresWorld(test);
      var conversations = new PostgresConversations(database);
      var roster = new PostgresRoster(database);
      var assign = new AssignConversations(roster, new PostgresDecisions(database), ids);
      var clock = Clock.fixed(NOON, ZoneOffset.UTC);
      var reassign = new ReassignFrom(database, conversations, roster, assign, _ -> {}, clock);
      var company = world.company();
      var agent = world.agent(company, AConversation.agent(ids.next(), NOON)).user();
      var chat = AConversation.in(world, company, ids, NOON);
      database.inTransaction(
          () -> {
            conversations.beginOrLock(List.of(chat));
            conversations.update(List.of(resolved(chat, agent)));
          });

      var leaving = new CompletableFuture<Future<Integer>>();
      database.inTransaction(
          () -> {
            conversations.lock(company, chat.id()); // as a batch that brings a message does
            leaving.complete(threads.submit(() -> reassign.handle(company, agent)));
            await().until(() -> somebodyWaits(test));
            roster.lock(company);
          });

      assertThat(leaving.get().get()).isZero();
      assertThat(assignee(conversations, company, chat)).isEmpty();
    }
  }

  private static Conversation resolved(Conversation chat, UserId agent) {
    return chat.assignTo(agent, NOON).movedTo(new Lifecycle.Resolved(), NOON);
  }

  private static Optional<UserId> assignee(
      PostgresConversations conversations, CompanyId company, Conversation chat) {
    return conversations.find(company, chat.id()).orElseThrow().assignee();
  }

  private static boolean somebodyWaits(TestDatabase test) {
    return test.owner()
        .read(
            connection ->
                Sql.one(
                    connection,
                    "select count(*) from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock'",
                    row -> row.getLong(1)))
        .filter(count -> count > 0)
        .isPresent();
  }
}
