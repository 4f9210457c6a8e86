package dev.switchboard.persistence.stream;

import dev.switchboard.application.stream.Tickets;
import dev.switchboard.application.stream.TicketsContract;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.persistence.TestDatabase;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresTicketsTest implements TicketsContract {
  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @BeforeAll
  static void start() {
    test.execute("insert into company values (1, 'Acme', now(), now())");
    test.execute(
        """
        insert into app_user (company_id, id, username, email, password_hash, created_at, updated_at)
        values (1, 1, 'x', 'x', 'x', now(), now())
        """);
    test.execute(
        """
        insert into session (company_id, id, user_id, created_at, last_seen_at, expires_at)
        values (1, 2, 1, now(), now(), now())
        """);
  }

  @Override
  public Tickets tickets() {
    return new PostgresTickets(test.database());
  }

  @Override
  public Tickets.Owner owner() {
    return new Tickets.Owner(new CompanyId(1), new SessionId(2));
  }
}
