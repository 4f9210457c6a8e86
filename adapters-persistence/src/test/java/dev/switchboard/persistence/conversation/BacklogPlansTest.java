package dev.switchboard.persistence.conversation;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.persistence.Plan;
import dev.switchboard.persistence.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The sweep's statements on {@link ManyChats}, where two chats of each company wait: pending ones
 * of the first, open ones of the second.
 */
class BacklogPlansTest {
  private static final int WAITING = 2;
  private static final int BATCH = 50;
  private static final String INDEX = "conversation_backlog";

  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @BeforeAll
  static void fill() {
    test.fill(ManyChats.OF_TWO_COMPANIES);
    test.fill(
        "select set_config('app.tenant', '*', false)",
        "update conversation set waiting_since = now() where assignee_id is null",
        "analyze conversation");
  }

  @Test
  void whatWaitsIsReadWithoutTheRest() {
    for (var company : List.of(new CompanyId(1), new CompanyId(2))) {
      test.database()
          .read(company, c -> lockBacklog(c, company.value()))
          .reads(INDEX)
          .touchesAtMost(WAITING);
    }
    test.system()
        .read(c -> Plan.of(c, ConversationStatements.WITH_BACKLOG))
        .reads(INDEX)
        .touchesAtMost(2 * WAITING);
  }

  /** Which goes on beside this one while an installation is upgraded. */
  @Test
  void aNodeOfTheVersionBeforeReadsNoMore() {
    test.system()
        .read(
            c ->
                Plan.of(
                    c,
                    "select id from conversation where company_id = ? and waiting_since is not null"
                        + " and state = 'open' order by waiting_since, id limit ?",
                    2,
                    BATCH))
        .reads(INDEX)
        .touchesAtMost(WAITING);
  }

  private static Plan lockBacklog(Connection connection, long company) throws SQLException {
    return Plan.of(connection, ConversationStatements.LOCK_BACKLOG, company, company, BATCH);
  }
}
