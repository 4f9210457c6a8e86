package dev.switchboard.persistence.conversation;

import dev.switchboard.persistence.OneCompany;
import dev.switchboard.persistence.Plan;
import dev.switchboard.persistence.TestDatabase;
import dev.switchboard.persistence.upkeep.Statistics;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Plans made while nobody had written: they last until the tables have outgrown what PostgreSQL
 * knows of them, and no longer.
 */
class GrowingPlansTest {
  private static final Long[] COMPANIES = {1L, 1L};
  private static final Long[] CHATS = {7L, 4_000L};
  private static final int COLUMNS_OF_A_CHAT = 24;

  private static final String[] GROWTH = {
    "select set_config('app.tenant', '*', false)",
    """
      insert into conversation (company_id, id, channel_account_id, contact_id, platform, state,
        unread_count, last_message, last_activity_at, priority, tags, created_at, updated_at)
      select 1, n, 1, n, 'FACEBOOK', 'open', 1, 'hi', now(), 'normal', '{}', now(), now()
      from generate_series(1, 5000) n
      """,
    """
      insert into message (company_id, id, conversation_id, channel_account_id, author, kind,
        content, attachments, metadata, reactions, external_id, status, is_lead_form, sent_at, created_at)
      select 1, n, n, 1, 'customer', 'text', 'hi', '[]', '{}', '[]', 'm' || n, 'received', false, now(), now()
      from generate_series(1, 5000) n
      """,
    "select pg_stat_force_next_flush()"
  };

  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @BeforeEach
  void empty() {
    OneCompany.of(test, 5_000);
  }

  @Test
  void chatsAreLockedByTheirCustomers() {
    plan(ConversationStatements.LOCK_OF_CONTACTS, COMPANIES, CHATS).touchesAtMost(2);
  }

  @Test
  void chatsThatAllExistAreLockedByTheirCustomers() {
    plan(ConversationStatements.LOCK_ALL_OR_NONE, COMPANIES, CHATS, COMPANIES, CHATS, 2)
        .touchesAtMost(2);
  }

  @Test
  void chatsAreMovedByThemselves() {
    moved(COMPANIES, CHATS).touchesAtMost(2);
  }

  @Test
  void aChatIsMovedByItself() {
    moved(Arrays.copyOf(COMPANIES, 1), Arrays.copyOf(CHATS, 1)).touchesAtMost(1);
  }

  private static Plan moved(Long[] companies, Long[] ids) {
    var chats = new Object[COLUMNS_OF_A_CHAT];
    Arrays.fill(chats, new String[ids.length]);
    chats[0] = companies;
    chats[1] = ids;
    return plan(
        ConversationStatements.UPDATE
            .of(List.of(ids))
            .replaceFirst("set .* from ", "set priority = 'normal' from "),
        chats);
  }

  @Test
  void messagesAreFoundByTheirIdsAtThePlatform() {
    var mids = new String[] {"m7", "m4000"};
    var channels = new Long[] {1L, 1L};
    plan(PostgresMessages.BY_EXTERNAL_IDS, COMPANIES, channels, mids, COMPANIES, channels, mids)
        .touchesAtMost(2);
  }

  private static Plan plan(String sql, Object... parameters) {
    return test.system().read(c -> Plan.grown(c, sql, GrowingPlansTest::grow, parameters));
  }

  private static void grow() {
    test.fill(GROWTH);
    new Statistics(test.system(), test.owner()).refresh();
  }
}
