package dev.switchboard.persistence.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.ingest.PartitionUpkeep;
import dev.switchboard.application.ingest.PartitionUpkeep.Retention;
import dev.switchboard.application.ingest.RawPost;
import dev.switchboard.persistence.Sql;
import dev.switchboard.persistence.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresPartitionsTest {
  private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");

  private TestDatabase test;
  private PostgresWebhookInbox inbox;
  private PartitionUpkeep upkeep;

  @BeforeEach
  void start() {
    test = TestDatabase.create();
    inbox = new PostgresWebhookInbox(test.owner());
    upkeep =
        new PartitionUpkeep(
            test.owner(),
            new PostgresPartitions(test.owner()),
            new PostgresEarlyEffects(test.owner()),
            Retention.DEFAULT);
  }

  @AfterEach
  void stop() {
    test.close();
  }

  @Test
  void makesTodayAndTheDaysToComeAndDoesNothingTheSecondTime() {
    upkeep.run(NOON);
    upkeep.run(NOON);

    assertThat(partitions("webhook_inbox"))
        .containsExactly(
            "webhook_inbox_20260310",
            "webhook_inbox_20260311",
            "webhook_inbox_20260312",
            "webhook_inbox_20260313");
    assertThat(partitions("stream_event")).hasSize(4);
  }

  @Test
  void postsGoIntoTheirDayAndAreClaimedFromIt() {
    upkeep.run(NOON);
    inbox.append(List.of(post(1, NOON), post(2, NOON.plus(Duration.ofDays(1)))));

    assertThat(count("webhook_inbox_20260310")).isEqualTo(1);
    assertThat(count("webhook_inbox_20260311")).isEqualTo(1);
    assertThat(test.owner().inTransaction(() -> inbox.claim(10, 1_000))).hasSize(2);
  }

  @Test
  void dropsOldDaysButNeverAPostThatNobodyHasProcessed() {
    upkeep.run(NOON);
    inbox.append(
        List.of(post(1, NOON), post(2, NOON.plus(Duration.ofDays(1))), post(3, beforeAnyDay())));
    process(1, 3);

    upkeep.run(NOON.plus(Duration.ofDays(30)));

    assertThat(partitions("webhook_inbox"))
        .contains("webhook_inbox_20260311")
        .doesNotContain("webhook_inbox_20260310", "webhook_inbox_20260312");
    assertThat(count("webhook_inbox")).isEqualTo(1);
    assertThat(partitions("stream_event")).hasSize(4);
  }

  @Test
  void aDayWhoseRowsLieInTheDefaultPartitionStaysThere() {
    inbox.append(List.of(post(1, NOON)));

    upkeep.run(NOON);

    assertThat(partitions("webhook_inbox")).doesNotContain("webhook_inbox_20260310").hasSize(3);
    assertThat(count("webhook_inbox_default")).isEqualTo(1);
  }

  @Test
  void nobodyWaitsLongBehindTheUpkeepOfATableInUse() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var batch = test.ownerConnection()) {
      write(batch);
      var run = threads.submit(() -> upkeep.run(NOON));
      await().until(test::somebodyWaits);

      assertThat(threads.submit(() -> inbox.append(List.of(post(1, beforeAnyDay())))))
          .succeedsWithin(Duration.ofSeconds(3));
      assertThat(run).succeedsWithin(Duration.ofSeconds(5));

      assertThat(partitions("webhook_inbox")).isEmpty();
      assertThat(partitions("stream_event")).hasSize(4);
      batch.rollback();
      upkeep.run(NOON);
      assertThat(partitions("webhook_inbox")).hasSize(4);
    }
  }

  @Test
  void daysOfATableInUseAreDroppedAnotherTime() throws SQLException {
    upkeep.run(NOON);
    var later = NOON.plus(Duration.ofDays(30));
    try (var batch = test.ownerConnection()) {
      write(batch);

      upkeep.run(later);

      assertThat(partitions("webhook_inbox")).contains("webhook_inbox_20260310");
      batch.rollback();
    }
    upkeep.run(later);
    assertThat(partitions("webhook_inbox")).doesNotContain("webhook_inbox_20260310");
  }

  /** As a batch of posts does, until its end. */
  private static void write(Connection batch) throws SQLException {
    batch.setAutoCommit(false);
    Sql.update(batch, "lock table webhook_inbox in row exclusive mode");
  }

  private void process(long... ids) {
    for (var id : ids) {
      test.execute("update webhook_inbox set processed_at = now() where id = ?", id);
    }
  }

  private static Instant beforeAnyDay() {
    return NOON.minus(Duration.ofDays(1));
  }

  private static RawPost post(long id, Instant at) {
    return new RawPost(id, "/webhook", new byte[] {'{', '}'}, at);
  }

  private int count(String table) {
    return test.owner()
        .read(c -> Sql.one(c, "select count(*) from " + table, row -> row.getInt(1)))
        .orElseThrow();
  }

  private List<String> partitions(String table) {
    return test.owner()
        .read(
            c ->
                Sql.list(
                    c,
                    "select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                        + " where i.inhparent = to_regclass(?) and c.relname !~ 'default' order by 1",
                    row -> row.getString(1),
                    table));
  }
}
