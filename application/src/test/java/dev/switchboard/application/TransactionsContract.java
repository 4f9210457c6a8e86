package dev.switchboard.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Transactions} must do; {@link #put} and {@link #get} are any storage under it.
 */
public interface TransactionsContract {
  Transactions transactions();

  void put(long id, String value);

  /** Null when absent. */
  String get(long id);

  @Test
  default void keepsWhatWasCommitted() {
    transactions().inTransaction(() -> put(101, "kept"));

    assertThat(get(101)).isEqualTo("kept");
  }

  @Test
  default void aThrowRollsBack() {
    transactions().inTransaction(() -> put(102, "before"));

    assertThatThrownBy(
            () ->
                transactions()
                    .inTransaction(
                        () -> {
                          put(102, "after");
                          put(103, "new");
                          throw new IllegalArgumentException("no");
                        }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(get(102)).isEqualTo("before");
    assertThat(get(103)).isNull();
  }

  @Test
  default void anInnerUnitJoinsTheOuterOne() {
    assertThatThrownBy(
            () ->
                transactions()
                    .inTransaction(
                        () -> {
                          transactions().inTransaction(() -> put(104, "inner"));
                          throw new IllegalArgumentException("no");
                        }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(get(104)).isNull();
  }

  @Test
  default void whatIsForTheEndRunsLastAndWithinTheUnit() {
    var seen = new ArrayList<String>();

    transactions()
        .inTransaction(
            () -> {
              transactions().beforeCommit(() -> put(106, "at the end"));
              transactions().beforeCommit(() -> transactions().afterCommit(() -> seen.add("done")));
              assertThat(get(106)).isNull();
              put(107, "before that");
            });

    assertThat(get(106)).isEqualTo("at the end");
    assertThat(get(107)).isEqualTo("before that");
    assertThat(seen).containsExactly("done");
  }

  @Test
  default void aThrowAtTheEndRollsBackAndIsForgotten() {
    assertThatThrownBy(
            () ->
                transactions()
                    .inTransaction(
                        () -> {
                          transactions().beforeCommit(TransactionsContract::fail);
                          put(108, "lost");
                        }))
        .isInstanceOf(IllegalArgumentException.class);
    transactions().inTransaction(() -> put(109, "kept"));

    assertThat(get(108)).isNull();
    assertThat(get(109)).isEqualTo("kept");
  }

  private static void fail() {
    throw new IllegalArgumentException("no");
  }

  @Test
  default void runsActionsAfterTheCommitInTheirOrder() {
    var seen = new ArrayList<String>();

    transactions()
        .inTransaction(
            () -> {
              transactions().afterCommit(() -> seen.add("first " + get(105)));
              transactions().afterCommit(() -> seen.add("second"));
              put(105, "committed");
              assertThat(seen).isEmpty();
            });

    assertThat(seen).containsExactly("first committed", "second");
  }

  @Test
  default void anActionThatThrowsAfterTheCommitNeitherUndoesItNorStopsTheOthers() {
    var seen = new ArrayList<String>();

    transactions()
        .inTransaction(
            () -> {
              put(1_001, "committed");
              transactions()
                  .afterCommit(
                      () -> {
                        throw new Contention(new IllegalStateException("scripted"));
                      });
              transactions()
                  .afterCommit(
                      () -> {
                        throw new StackOverflowError("scripted");
                      });
              transactions().afterCommit(() -> seen.add("next"));
            });

    assertThat(get(1_001)).isEqualTo("committed");
    assertThat(seen).containsExactly("next");
  }

  @Test
  default void runsNoActionAfterARollback() {
    var seen = new ArrayList<String>();

    assertThatThrownBy(
            () ->
                transactions()
                    .inTransaction(
                        () -> {
                          transactions().afterCommit(() -> seen.add("never"));
                          throw new IllegalArgumentException("no");
                        }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(seen).isEmpty();
  }

  @Test
  default void aTrialIsFlushedWithinAUnitAlone() {
    assertThatThrownBy(() -> transactions().flush()).isInstanceOf(IllegalStateException.class);

    transactions()
        .inTransaction(
            () -> {
              put(190, "flushed");
              transactions().flush();
            });

    assertThat(get(190)).isEqualTo("flushed");
  }
}
