package dev.switchboard.persistence.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.persistence.Sql;
import dev.switchboard.persistence.TestDatabase;
import org.junit.jupiter.api.Test;

/** Every table that points at a user says what happens when the user is deleted. */
class UserKeysTest {
  /** Refuses the deletion of somebody who still has a chat: theirs are given away before. */
  private static final String CHATS = "conversation: FOREIGN KEY (company_id, assignee_id)";

  private static final String SILENT =
      """
      select conrelid::regclass::text || ': ' ||
        split_part(pg_get_constraintdef(oid), ' REFERENCES', 1)
      from pg_constraint
      where contype = 'f' and confrelid = 'app_user'::regclass and confdeltype in ('a', 'r')
      """;

  @Test
  void everyTableThatPointsAtAUserSaysWhatHappensWhenTheyGo() {
    try (var test = TestDatabase.create()) {
      var silent =
          test.database().read(connection -> Sql.list(connection, SILENT, row -> row.getString(1)));

      assertThat(silent)
          .as("say on delete cascade or set null, or keep the number without a key")
          .containsExactly(CHATS);
    }
  }
}
