package dev.switchboard.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.report.ReportStatus;
import dev.switchboard.persistence.conversation.PostgresConversations;
import dev.switchboard.persistence.conversation.PostgresInbox;
import dev.switchboard.persistence.report.PostgresReportDesk;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A database that has been in use before this version came. */
class UpgradeTest {
  private static final CompanyId COMPANY = new CompanyId(1);

  private static final String[] USED = {
    "select set_config('app.tenant', '*', false)",
    "set session_replication_role = replica",
    "insert into company select c, 'Acme ' || c, now(), now() from generate_series(1, 2) c",
    """
    insert into conversation (company_id, id, channel_account_id, contact_id, platform, state, assignee_id, assigned_at,
      unread_count, last_message, last_activity_at, priority, tags, created_at, updated_at)
    select c, n, 1, n, case n when 1 then 'INSTAGRAM' else 'FACEBOOK' end, 'open', case when n > 3 then 7 end,
      case when n > 3 then now() end, 0, 'hi', now(), 'normal', case when n < 3 then '{vip,vip}' else '{}' end::text[], now(), now()
    from generate_series(1, 2) c, generate_series(1, 10) n
    """,
    """
    insert into message (company_id, id, conversation_id, channel_account_id, author, kind, content, attachments,
      metadata, reactions, status, is_lead_form, sent_at, created_at)
    select c, n, 1 + n % 10, 1, 'customer', 'text', '', '[]', '{}', '[]', 'received', false, now(), now()
    from generate_series(1, 2) c, generate_series(1, 30) n
    """,
    """
    update conversation set state = 'pending', waiting_since = now() where company_id = 1 and id = 3
    """,
    """
    insert into report (company_id, id, reporter_id, title, content, status, comments, revision, created_at, updated_at)
    select c, n, 7, 't', 'c', 'open', 0, 0, now(), now() from generate_series(1, 2) c, generate_series(1, 4) n
    """
  };

  @Test
  void figuresAndListsKnowWhatWasThereBefore() throws SQLException {
    var config = TestDatabase.empty();
    var source = new PGSimpleDataSource();
    source.setUrl(config.jdbcUrl());
    source.setUser(config.user());
    source.setPassword(config.password());
    source.setOptions("-c app.tenant=*");
    Migrations.run(source, "db/versions/before-figures.xml");
    use(config);

    try (var unit = PersistenceUnit.open(config)) {
      var stats =
          new PostgresInbox(unit.database(), Clock.systemUTC()).stats(COMPANY, Optional.empty());
      assertThat(stats.totalChats()).isEqualTo(10);
      assertThat(stats.unassignedChats()).isEqualTo(3);
      assertThat(stats.instagramChats()).isEqualTo(1);
      assertThat(stats.totalMessages()).isEqualTo(30);
      assertThat(new PostgresReportDesk(unit.database()).counts(COMPANY))
          .containsAllEntriesOf(Map.of(ReportStatus.OPEN, 4L));
      var tagged =
          unit.database()
              .read(
                  COMPANY,
                  c ->
                      Sql.list(
                          c,
                          "select conversation_id from conversation_tag where tag = 'vip' order by 1",
                          row -> row.getLong(1)));
      assertThat(tagged).containsExactly(1L, 2L);
      assertThat(new PostgresConversations(unit.systemDatabase()).withBacklog())
          .containsExactly(COMPANY);
    }
  }

  private static void use(PersistenceUnit.Config config) throws SQLException {
    try (var connection =
            DriverManager.getConnection(config.jdbcUrl(), config.user(), config.password());
        var statement = connection.createStatement()) {
      for (var sql : USED) {
        statement.execute(sql);
      }
    }
  }
}
