package dev.switchboard.persistence.direct;

import static dev.switchboard.application.conversation.AConversation.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.direct.DirectInbox;
import dev.switchboard.application.direct.DirectInboxContract;
import dev.switchboard.application.direct.DirectLooksContract;
import dev.switchboard.application.direct.DirectMessages;
import dev.switchboard.application.direct.DirectMessages.Receipt;
import dev.switchboard.application.direct.DirectMessagesContract;
import dev.switchboard.application.direct.DirectRaceContract;
import dev.switchboard.application.direct.DirectWorld;
import dev.switchboard.domain.direct.Pair;
import dev.switchboard.persistence.TestDatabase;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresDirectMessagesTest
    implements DirectMessagesContract,
        DirectLooksContract,
        DirectInboxContract,
        DirectRaceContract {
  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @Test
  void aCompanyThatGoesTakesItsMessagesWithIt() {
    var company = world().company();
    send(company, world().user(company, "Ada"), world().user(company, "Bob"), "hello");

    test.execute("delete from app_user where company_id = ?", company.value());

    assertThat(test.execute("delete from company where id = ?", company.value())).isEqualTo(1);
    for (var table : new String[] {"direct_message", "direct_conversation", "direct_unread"}) {
      assertThat(test.execute("delete from " + table + " where company_id = ?", company.value()))
          .as(table)
          .isZero();
    }
  }

  /** It would read what it has not locked, and meet who removes that the other way round. */
  @Test
  void aConversationThatBeganAnewWhileAnotherWasWaitedForIsNotRead() throws Exception {
    var company = world().company();
    var ada = world().user(company, "Ada");
    var bob = world().user(company, "Bob");
    var cleo = world().user(company, "Cleo");
    var held = send(company, bob, ada, "held");
    var forgotten = send(company, cleo, ada, "forgotten");
    var locked = new CompletableFuture<Void>();
    var begunAnew = new CompletableFuture<Void>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var holder =
          threads.submit(
              () ->
                  transactions()
                      .inTransaction(
                          () -> {
                            messages().lock(company, held.id()).orElseThrow();
                            locked.complete(null);
                            return begunAnew.orTimeout(30, TimeUnit.SECONDS).join();
                          }));
      locked.get(30, TimeUnit.SECONDS);
      var reader = threads.submit(() -> readAll(company, ada, Optional.empty(), NOON));
      await().until(test::somebodyWaits);
      remove(forgotten);
      var anew = send(company, cleo, ada, "anew");
      begunAnew.complete(null);

      holder.get();
      assertThat(reader.get()).extracting(Receipt::pair).containsExactly(Pair.of(ada, bob));
      assertThat(get(anew).read()).isFalse();
      assertThat(inbox().unread(company, ada)).isEqualTo(1);
    }
  }

  @Override
  public DirectMessages messages() {
    return new PostgresDirectMessages(test.database());
  }

  @Override
  public DirectInbox inbox() {
    return new PostgresDirectInbox(test.database());
  }

  @Override
  public Transactions transactions() {
    return test.database();
  }

  @Override
  public DirectWorld world() {
    return new PostgresDirectWorld(test);
  }

  @Override
  public Ids ids() {
    return test.ids();
  }
}
