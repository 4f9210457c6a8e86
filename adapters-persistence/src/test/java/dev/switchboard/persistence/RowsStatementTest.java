package dev.switchboard.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowsStatementTest {
  @Test
  void manyRowsAreUnnested() {
    assertThat(numbered().of(List.of(1, 2)))
        .isEqualTo("select * from unnest(?::bigint[], ?::text[]) with ordinality as x (id, ord) !");
  }

  @Test
  void oneRowIsTakenOutOfTheSameParameters() {
    assertThat(numbered().of(List.of(1)))
        .isEqualTo("select * from (values ((?::bigint[])[1], (?::text[])[1], 1)) as x (id, ord) !");
    assertThat(
            RowsStatement.of(rows -> rows, "unnest(?::integer[], ?::timestamptz[]) as x (a, b)")
                .of(List.of(1)))
        .isEqualTo("(values ((?::integer[])[1], (?::timestamptz[])[1])) as x (a, b)");
  }

  private static RowsStatement numbered() {
    return RowsStatement.of(
        rows -> "select * from " + rows + " !",
        "unnest(?::bigint[], ?::text[]) with ordinality as x (id, ord)");
  }
}
