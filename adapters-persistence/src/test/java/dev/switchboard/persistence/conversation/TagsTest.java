package dev.switchboard.persistence.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.persistence.Sql;
import dev.switchboard.persistence.TestDatabase;
import dev.switchboard.persistence.TwoCompanies;
import dev.switchboard.persistence.account.PostgresCompanyRemoval;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands by tag is what the chats say, whoever changed them. */
class TagsTest {
  private static final CompanyId COMPANY = new CompanyId(1);

  private final TestDatabase database = TestDatabase.create();

  @BeforeEach
  void arrange() {
    TwoCompanies.withAPage(database);
    database.execute(
        """
        insert into contact (company_id, id, channel_account_id, external_id, name, first_seen_at)
        select c, n, 1, 'x' || n, 'Customer', now() from generate_series(1, 2) c, generate_series(1, 20) n
        """);
    database.execute(
        """
        insert into conversation (company_id, id, channel_account_id, contact_id, platform, state, unread_count,
          last_message, last_activity_at, priority, tags, created_at, updated_at)
        select c, n, 1, n, 'FACEBOOK', 'open', 0, '', now(), 'normal',
          case when n > 10 then '{}' else array['vip', 'vip', 't' || n] end, now(), now()
        from generate_series(1, 2) c, generate_series(1, 20) n
        """);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void followWhateverHappensToTheChats() {
    assertThat(standing()).hasSize(40).isEqualTo(told());
    for (var change :
        List.of(
            "update conversation set tags = '{other}' where id between 3 and 5",
            "update conversation set tags = '{}' where id = 6",
            "update conversation set tags = '{vip}' where id > 18",
            "update conversation set last_activity_at = now() + interval '1 hour' where id < 9",
            "update conversation set unread_count = 7",
            "delete from conversation where id in (2, 6, 12)")) {
      database.execute(change);
      assertThat(standing()).as(change).isNotEmpty().isEqualTo(told());
    }
  }

  @Test
  void aRowThatARepairLeftBehindStopsNobody() {
    database.execute("insert into conversation_tag values (1, 'vip', 'epoch', 12)");
    database.execute(
        "update conversation set tags = '{vip}', last_activity_at = 'epoch' where id = 12");
    assertThat(standing()).isEqualTo(told());
  }

  @Test
  void goWithTheirCompany() {
    var removal = new PostgresCompanyRemoval(database.system());
    while (database.system().inTransaction(() -> removal.removeSome(COMPANY, 10)) > 0) {
      assertThat(told()).isNotEmpty(); // the other company's
    }
    assertThat(standing()).hasSize(20).isEqualTo(told());
  }

  private List<String> standing() {
    return rows(
        "select company_id, tag, last_activity_at, conversation_id as id from conversation_tag");
  }

  private List<String> told() {
    return rows(
        "select distinct company_id, tag, last_activity_at, id from conversation cross join unnest(tags) t (tag)");
  }

  private List<String> rows(String sql) {
    return database
        .system()
        .read(
            c ->
                Sql.list(
                    c,
                    "select concat_ws('/', company_id, tag, last_activity_at, id) as one from ("
                        + sql
                        + ") r order by 1",
                    row -> row.getString("one")));
  }
}
