package dev.switchboard.persistence.account;

import dev.switchboard.application.account.Users.Filter;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.persistence.Plan;
import dev.switchboard.persistence.Sql;
import dev.switchboard.persistence.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How PostgreSQL runs what Hibernate makes of the lists of users: one company with 5,000 users
 * among two hundred with thirty, the first twenty of whom take chats. Rows touched, not seconds.
 */
class UserPlansTest {
  private static final CompanyId COMPANY = new CompanyId(1);
  private static final int AGENTS = 20;
  private static final int PAGE = 50;
  private static final int DEEP = 1_000;
  private static final int UNTIL_PREPARED = 5; // the driver's own number of executions
  private static final String PREPARED =
      "select statement from pg_prepared_statements where statement like 'select ur1_0.%'"
          + " order by prepare_time desc limit 1";

  private static final String[] FILL = {
    "select set_config('app.tenant', '*', false)",
    "set session_replication_role = replica",
    "insert into company select c, 'Acme ' || c, now(), now() from generate_series(1, 201) c",
    """
    insert into app_user (company_id, id, username, password_hash, created_at, updated_at)
    select c, u, 'user' || u, '', timestamptz '2026-01-01 00:00:00+00' + u * interval '1 second', now()
    from generate_series(1, 201) c, generate_series(1, case c when 1 then 5000 else 30 end) u
    """,
    """
    insert into role (company_id, id, slug, name, is_system, permissions, created_at, updated_at)
    select c, r, case r when 1 then 'agent' else 'member' end, 'Role', true,
      case r when 1 then array['chat:receive'] else array[]::text[] end, now(), now()
    from generate_series(1, 201) c, generate_series(1, 2) r
    """,
    "insert into user_role select company_id, id, case when id <= 20 then 1 else 2 end from app_user",
    "analyze company, app_user, role, user_role"
  };

  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @BeforeAll
  static void fill() {
    test.fill(FILL);
  }

  @Test
  void aPageOfUsersCostsWhatIsBeforeItsEnd() {
    page(Filter.ALL, 0).reads("app_user_newest").touchesAtMost(PAGE);
    page(Filter.ALL, DEEP).reads("app_user_newest").touchesAtMost(DEEP + PAGE);
    page(new Filter(false, true), 0).reads("app_user_newest").touchesAtMost(PAGE);
  }

  @Test
  void fewAgentsAmongManyUsersAreFoundByTheirRoles() {
    page(new Filter(true, true), 0, 1L, "chat:receive")
        .reads("user_role_role")
        .touchesAtMost(AGENTS);
    page(new Filter(false, false, Optional.of("agent")), 0, 1L, "agent")
        .reads("user_role_role")
        .touchesAtMost(AGENTS);
  }

  private static Plan page(Filter filter, int skip, Object... wanted) {
    var users = new HibernateUsers(test.database());
    var parameters =
        Stream.of(Stream.of(1L), Stream.of(wanted), Stream.of(skip, PAGE))
            .flatMap(Function.identity())
            .toArray();
    return test.database()
        .inTransaction(
            () -> {
              for (var time = 0; time < UNTIL_PREPARED; time++) {
                users.page(COMPANY, filter, skip, PAGE);
              }
              return test.database().read(COMPANY, c -> Plan.of(c, newest(c), parameters));
            });
  }

  private static String newest(Connection connection) throws SQLException {
    return Sql.one(connection, PREPARED, row -> row.getString(1)).orElseThrow();
  }
}
