package dev.switchboard.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.company.CompanyId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Statements that are sent with the commit, or before the next one. */
class HeldBackTest {
  private static final String INSERT =
      "insert into company values (?, ?, now(), now()) returning id";

  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  private final Database database = test.database();
  private final List<Long> told = new ArrayList<>();

  @Test
  void goTogetherWithTheCommitInTheirOrder() {
    var toldAtCommit = new ArrayList<Long>();
    database.inTransaction(
        () -> {
          add(11, "first");
          rename(11, "renamed");
          assertThat(told).isEmpty();
          database.afterCommit(() -> toldAtCommit.addAll(told));
        });

    assertThat(toldAtCommit).containsExactly(11L);
    assertThat(name(11)).isEqualTo("renamed");
  }

  @Test
  void areSeenByWhatFollowsInTheUnit() {
    database.inTransaction(
        () -> {
          add(12, "seen");
          assertThat(name(12)).isEqualTo("seen");
          add(13, "other company"); // its rows are not those that were in force
          assertThat(told).containsExactly(12L);
        });

    assertThat(name(13)).isEqualTo("other company");
  }

  @Test
  void areUndoneWithTheUnit() {
    assertThatThrownBy(
            () ->
                database.inTransaction(
                    () -> {
                      add(14, "undone");
                      throw new IllegalArgumentException("no");
                    }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(name(14)).isNull();
  }

  @Test
  void oneThatFailsKeepsTheCommitFromBeingDone() {
    assertThatThrownBy(
            () ->
                database.inTransaction(
                    () -> {
                      add(15, "before");
                      add(15, "twice");
                    }))
        .matches(Failures::duplicate);

    assertThat(name(15)).isNull();
    database.inTransaction(() -> add(15, "the connection is of use"));
    assertThat(name(15)).isEqualTo("the connection is of use");
  }

  @Test
  void showTheirFailureInATrial() {
    assertThatThrownBy(
            () ->
                database.inTransaction(
                    () -> {
                      rename(16, "\0"); // a character that PostgreSQL does not hold
                      database.flush();
                      throw new AssertionError("it was not written");
                    }))
        .isNotInstanceOf(AssertionError.class);
  }

  private void add(long id, String name) {
    database.writeLater(
        List.of(new CompanyId(id)), INSERT, row -> told.add(row.getLong(1)), id, name);
  }

  private void rename(long id, String name) {
    database.writeLater(
        List.of(new CompanyId(id)),
        "update company set name = ? where id = ?",
        row -> told.add(row.getLong(1)),
        name,
        id);
  }

  private static String name(long id) {
    return DatabaseTest.name(test, id);
  }
}
