package dev.switchboard.persistence.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.conversation.Inbox.Stats;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Sql;
import dev.switchboard.persistence.TestDatabase;
import dev.switchboard.persistence.TwoCompanies;
import dev.switchboard.persistence.account.PostgresCompanyRemoval;
import dev.switchboard.persistence.conversation.PostgresInbox;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TalliesTest {
  private static final CompanyId COMPANY = new CompanyId(1);

  private final TestDatabase database = TestDatabase.create();
  private final Tallies tallies = new Tallies(database.system());
  private final PostgresInbox inbox = new PostgresInbox(database.database(), Clock.systemUTC());

  @BeforeEach
  void arrange() {
    TwoCompanies.withAPage(database);
    chats(1, 20);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void figuresFollowWhateverHappens() {
    assertThat(stats()).isEqualTo(counted());
    assertThat(stats().totalChats()).isEqualTo(20);
    assertThat(stats().totalMessages()).isEqualTo(40);

    database.execute("update conversation set assignee_id = null, assigned_at = null where id < 5");
    database.execute(
        "update conversation set assignee_id = 2, assigned_at = now() where id between 5 and 9");
    database.execute("delete from message where id < 7");
    database.execute("delete from message where conversation_id = 20");
    database.execute("delete from conversation where id = 20");

    assertThat(stats()).isEqualTo(counted());
    assertThat(inbox.stats(COMPANY, Optional.of(new UserId(2))).totalChats())
        .isEqualTo(
            number("select count(*) from conversation where company_id = 1 and assignee_id = 2"));
  }

  @Test
  void foldingChangesNoFigureAndLeavesFewRows() {
    chats(21, 200);
    var before = stats();

    tallies.fold();

    assertThat(stats()).isEqualTo(before);
    assertThat(number("select count(*) from tally where not folded")).isZero();
    assertThat(number("select count(*) from tally where company_id = 1")).isLessThan(10);
  }

  @Test
  void severalMayFoldWhileChatsBegin() throws Exception {
    var over = new AtomicBoolean();
    try (var workers = Executors.newFixedThreadPool(2)) {
      var folding = Stream.of(1, 2).map(_ -> workers.submit(() -> foldUntil(over))).toList();
      for (var n = 100; n < 200; n++) {
        chats(n, n);
      }
      over.set(true);
      for (var one : folding) {
        one.get(20, TimeUnit.SECONDS); // throws what a fold has thrown
      }
    }
    tallies.fold();

    assertThat(number("select count(*) from tally where not folded")).isZero();
    assertThat(stats()).isEqualTo(counted());
    assertThat(stats().totalChats()).isEqualTo(120);
  }

  private void foldUntil(AtomicBoolean over) {
    do {
      tallies.fold();
    } while (!over.get());
  }

  @Test
  void whatDidNotChangeIsNotFoldedAgain() {
    tallies.fold();
    var chats = "select sum(id) from tally where company_id = 1 and what = 'chats'";
    var before = number(chats);
    database.execute("delete from message where id = 40");

    tallies.fold();

    assertThat(number("select count(*) from tally where not folded")).isZero();
    assertThat(number(chats)).isEqualTo(before);
  }

  @Test
  void aCompanyThatGoesTakesItsFiguresWithIt() {
    tallies.fold();
    var removal = new PostgresCompanyRemoval(database.system());

    while (database.system().inTransaction(() -> removal.removeSome(COMPANY, 10)) > 0) {
      tallies.fold();
    }
    database
        .system()
        .inTransaction(
            () -> {
              removal.remove(COMPANY);
              return null;
            });

    assertThat(number("select count(*) from tally where company_id = 1")).isZero();
    assertThat(number("select count(*) from tally where company_id = 2")).isPositive();
  }

  @Test
  void aCompanyThatIsOnItsWayOutIsNotFolded() {
    database
        .system()
        .inTransaction(
            () -> {
              database
                  .system()
                  .write(
                      COMPANY,
                      c -> Sql.one(c, "select 1 from company where id = 1 for update", _ -> true));
              foldElsewhere();
              return null;
            });

    assertThat(number("select count(*) from tally where company_id = 1 and folded")).isZero();
    assertThat(number("select count(*) from tally where company_id = 2 and folded")).isPositive();
  }

  private void foldElsewhere() {
    try (var worker = Executors.newSingleThreadExecutor()) {
      worker.submit(tallies::fold);
    }
  }

  private void chats(int from, int to) {
    database.execute(
        """
        insert into contact (company_id, id, channel_account_id, external_id, name, first_seen_at)
        select c, n, 1, 'x' || n, 'Customer', now() from generate_series(1, 2) c, generate_series(?::int, ?::int) n
        """,
        from,
        to);
    database.execute(
        """
        insert into conversation (company_id, id, channel_account_id, contact_id, platform, state, assignee_id, assigned_at,
          unread_count, last_message, last_activity_at, priority, tags, created_at, updated_at)
        select c, n, 1, n, case n % 3 when 0 then 'INSTAGRAM' else 'FACEBOOK' end, 'open',
          case when n % 2 = 0 then 1 end, case when n % 2 = 0 then now() end, 0, '', now(), 'normal', '{}', now(), now()
        from generate_series(1, 2) c, generate_series(?::int, ?::int) n
        """,
        from, to);
    database.execute(
        """
        insert into message (company_id, id, conversation_id, channel_account_id, author, kind, content, attachments,
          metadata, reactions, status, is_lead_form, sent_at, created_at)
        select c, n * 2 + m, n, 1, 'customer', 'text', '', '[]', '{}', '[]', 'received', false, now(), now()
        from generate_series(1, 2) c, generate_series(?::int, ?::int) n, generate_series(0, 1) m
        """,
        from,
        to);
  }

  private Stats stats() {
    return inbox.stats(COMPANY, Optional.empty());
  }

  /** By looking at every row. */
  private Stats counted() {
    var chats = "select count(*) from conversation where company_id = 1";
    return new Stats(
        number(chats),
        number(chats + " and assignee_id is not null"),
        number(chats + " and assignee_id is null"),
        number("select count(*) from message where company_id = 1"),
        0,
        number(chats + " and platform = 'INSTAGRAM'"),
        number(chats + " and platform = 'FACEBOOK'"));
  }

  private long number(String sql) {
    return database
        .owner()
        .read(connection -> Sql.one(connection, sql, row -> row.getLong(1)))
        .orElseThrow();
  }
}
