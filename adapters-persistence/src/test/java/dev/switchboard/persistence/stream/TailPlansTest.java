package dev.switchboard.persistence.stream;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.persistence.OneCompany;
import dev.switchboard.persistence.Plan;
import dev.switchboard.persistence.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A plan made while nothing had happened, and kept while thousands of chats came. */
class TailPlansTest {
  private static final CompanyId COMPANY = new CompanyId(1);
  private static final int EVENTS = 5_000;
  private static final int LIMIT = 500;

  private static final String GROWTH =
      """
      insert into conversation (company_id, id, channel_account_id, contact_id, platform, state,
        unread_count, last_message, last_activity_at, priority, tags, created_at, updated_at)
      select 1, n, 1, n, 'FACEBOOK', 'open', 1, 'hi', now(), 'normal', '{}', now(), now()
      from generate_series(1, %1$d) n;
      insert into stream_event (company_id, seq, type, users, conversation_id, payload, at)
      select 1, n, 'new_message', '{}', n, '{}', now() from generate_series(1, %1$d) n
      """
          .formatted(EVENTS);

  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @Test
  void whatIsNewIsReadWithItsChatsAlone() {
    OneCompany.of(test, EVENTS);
    Object[] parameters = {COMPANY.value(), EVENTS - 3, LIMIT};

    test.database()
        .inTransaction(
            () ->
                test.database()
                    .write(COMPANY, c -> Plan.of(c, PostgresStreamReader.TAIL, GROWTH, parameters)))
        .touchesAtMost(3);
  }
}
