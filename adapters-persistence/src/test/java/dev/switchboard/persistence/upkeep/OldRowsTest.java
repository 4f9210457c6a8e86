package dev.switchboard.persistence.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.persistence.Sql;
import dev.switchboard.persistence.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OldRowsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final TestDatabase database = TestDatabase.create();
  private final OldRows oldRows = new OldRows(database.unit().systemDatabase());

  @BeforeEach
  void arrange() {
    database.execute(
        "insert into company select c, 'c', ?, ? from generate_series(1, 2) c", NOW, NOW);
    database.execute(
        """
        insert into app_user (company_id, id, username, password_hash, created_at, updated_at)
        select c, 10, 'u', 'x', ?, ? from generate_series(1, 2) c
        """,
        NOW,
        NOW);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void whatIsDoneAndOldGoesOfEveryCompanyAndTheRestStays() {
    var old = NOW.minus(Duration.ofDays(31));
    database.execute(
        """
        insert into lane (company_id, kind, lane_id, pending, last_position, next_at)
        select c, 'SEND', 1, 0, 9, ? from generate_series(1, 2) c
        """,
        NOW);
    outbox(1, 2, "DONE", old);
    outbox(2, 1, "DONE", old);
    outbox(1, 1, "FAILED", old);
    outbox(1, 1, "DONE", NOW);

    assertThat(oldRows.delete(NOW)).isEqualTo(3);

    assertThat(count("outbox")).isEqualTo(2);
    assertThat(oldRows.delete(NOW)).isZero();
  }

  @Test
  void whoAskedForAPasswordIsForgottenAfterADay() {
    var old = NOW.minus(Duration.ofHours(25));
    database.execute(
        """
        insert into lane (company_id, kind, lane_id, pending, last_position, next_at)
        select 1, kind, 1, 0, 9, ? from unnest(array['SEND', 'RESET']) kind
        """,
        NOW);
    for (var state : new String[] {"DONE", "FAILED", "DEAD", "PENDING"}) {
      outbox(1, 1, "RESET", state, old);
    }
    outbox(1, 1, "RESET", "DONE", NOW);
    outbox(1, 1, "SEND", "DONE", old);

    assertThat(oldRows.delete(NOW)).isEqualTo(3);
    assertThat(count("outbox")).isEqualTo(3);
  }

  @Test
  void anEndedSessionTakesItsTokensWithIt() {
    session(1, NOW.minus(Duration.ofDays(31)));
    session(2, NOW.plus(Duration.ofDays(1)));
    database.execute(
        """
        insert into refresh_token (company_id, token_hash, session_id, issued_at, expires_at)
        select company_id, int8send(id), id, created_at, expires_at from session
        """);

    assertThat(oldRows.delete(NOW)).isEqualTo(1);

    assertThat(count("session")).isEqualTo(1);
    assertThat(count("refresh_token")).isEqualTo(1);
  }

  @Test
  void settledEventsGoAndParkedOnesStay() {
    var old = NOW.minus(Duration.ofDays(91));
    for (var state : new String[] {"parked", "replayed", "discarded"}) {
      database.execute(
          """
          insert into parked_event
            (id, inbox_id, element, code, detail, attempts, state, received_at, updated_at)
          values (nextval('switchboard_id'), 1, '{}', 'c', 'd', 1, ?, ?, ?)
          """,
          state,
          old,
          old);
    }

    assertThat(oldRows.delete(NOW)).isEqualTo(2);
    assertThat(count("parked_event")).isEqualTo(1);
  }

  @Test
  void moreThanAPageIsWalkedToTheEnd() {
    database.execute(
        """
        insert into session
          (company_id, id, user_id, created_at, last_seen_at, expires_at)
        select 1 + i % 2, i, 10, ?, ?, ? from generate_series(1, 12345) i
        """,
        NOW, NOW, NOW.minus(Duration.ofDays(31)));

    assertThat(oldRows.delete(NOW)).isEqualTo(12_345);
    assertThat(count("session")).isZero();
  }

  private void outbox(long company, int rows, String state, Instant updated) {
    outbox(company, rows, "SEND", state, updated);
  }

  private void outbox(long company, int rows, String kind, String state, Instant updated) {
    database.execute(
        """
        insert into outbox (company_id, id, kind, lane_id, position, subject_id, part, payload,
          state, created_at, updated_at)
        select ?, nextval('switchboard_id') + i, ?, 1, 1, 1, 0, '', ?, ?, ?
        from generate_series(1, ?) i
        """,
        company,
        kind,
        state,
        updated,
        updated,
        rows);
  }

  private void session(long id, Instant expires) {
    database.execute(
        """
        insert into session (company_id, id, user_id, created_at, last_seen_at, expires_at)
        values (1, ?, 10, ?, ?, ?)
        """,
        id,
        NOW,
        NOW,
        expires);
  }

  private long count(String table) {
    return database
        .unit()
        .systemDatabase()
        .read(
            connection ->
                Sql.one(connection, "select count(*) from " + table, row -> row.getLong(1)))
        .orElseThrow();
  }
}
