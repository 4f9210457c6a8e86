package dev.switchboard.persistence.stream;

import dev.switchboard.application.stream.Tickets;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Failures;
import dev.switchboard.persistence.Sql;
import java.time.Instant;
import java.util.Optional;

/** One statement each; taking is a delete, so that only one caller can have done it. */
public final class PostgresTickets implements Tickets {
  private static final String KEEP =
      """
      with expired as (delete from ws_ticket where company_id = ? and expires_at < ?)
      insert into ws_ticket (ticket_hash, company_id, session_id, expires_at) values (?, ?, ?, ?)
      """;

  private static final String TAKE =
      "delete from ws_ticket where company_id = ? and ticket_hash = ?"
          + " returning company_id, session_id, expires_at";

  private final Database database;

  public PostgresTickets(Database database) {
    this.database = database;
  }

  @Override
  public boolean keep(byte[] hash, Owner owner, Instant now, Instant expiresAt) {
    try {
      database.read(
          owner.company(),
          connection ->
              Sql.update(
                  connection,
                  KEEP,
                  owner.company().value(),
                  now,
                  hash,
                  owner.company().value(),
                  owner.session().value(),
                  expiresAt));
      return true;
    } catch (RuntimeException e) {
      if (Failures.dangling(e)) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public Optional<Owner> take(CompanyId company, byte[] hash, Instant now) {
    return database
        .read(
            company,
            connection ->
                Sql.one(
                    connection,
                    TAKE,
                    row ->
                        now.isBefore(Sql.instant(row, "expires_at"))
                            ? Optional.of(
                                new Owner(
                                    new CompanyId(row.getLong("company_id")),
                                    new SessionId(row.getLong("session_id"))))
                            : Optional.<Owner>empty(),
                    company.value(),
                    hash))
        .flatMap(owner -> owner);
  }
}
