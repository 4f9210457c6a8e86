package dev.switchboard.persistence.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.persistence.Sql;
import dev.switchboard.persistence.TestDatabase;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StatesTest {
  private static final Pattern WORD = Pattern.compile("'(\\w+)'");

  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @Test
  void theyAreAllThatTheTableTakes() {
    var check =
        test.owner()
            .read(
                connection ->
                    Sql.one(
                        connection,
                        """
                        select pg_get_constraintdef(oid) from pg_constraint
                        where conrelid = 'conversation'::regclass and conname = 'conversation_state_check'
                        """,
                        row -> row.getString(1)))
            .orElseThrow();

    assertThat(WORD.matcher(check).results().map(found -> found.group(1)))
        .containsExactlyInAnyOrderElementsOf(States.ALL);
  }
}
