package dev.switchboard.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.company.CompanyId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What each role and each call sees of two companies' rows. */
class TenantsTest {
  private static final CompanyId ACME = new CompanyId(1);
  private static final CompanyId GLOBEX = new CompanyId(2);
  // as somebody writes it who forgot that there are companies
  private static final String NAMES = "select username from app_user order by username";
  private static final String ADD =
      "insert into app_user (company_id, id, username, password_hash, created_at, updated_at)"
          + " values (?, ?, ?, '', now(), now())";

  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @BeforeAll
  static void start() {
    for (var company : List.of(ACME, GLOBEX)) {
      test.execute("insert into company values (?, 'x', now(), now())", company.value());
      test.execute(ADD, company.value(), company.value(), "user" + company.value());
    }
  }

  @Test
  void aForgottenConditionShowsOnlyOnesOwn() {
    assertThat(test.database().read(ACME, TenantsTest::names)).containsExactly("user1");
    assertThat(test.database().read(GLOBEX, TenantsTest::names)).containsExactly("user2");
    assertThat(test.system().read(TenantsTest::names)).containsExactly("user1", "user2");
  }

  @Test
  void whoNamesNoCompanySeesNothingOnAConnectionThatServedOne() {
    try (var one = onOneConnection()) {
      one.database()
          .inTransaction(
              () ->
                  assertThat(one.database().write(ACME, TenantsTest::names))
                      .containsExactly("user1"));

      assertThat(one.database().read(TenantsTest::names)).isEmpty();
      assertThat(one.database().inTransaction(() -> one.database().write(TenantsTest::names)))
          .isEmpty();
    }
  }

  @Test
  void workOfTwoCompaniesTakesTurnsOnOneConnection() {
    try (var one = onOneConnection()) {
      for (int i = 0; i < 3; i++) {
        assertThat(one.database().read(ACME, TenantsTest::names)).containsExactly("user1");
        one.database()
            .inTransaction(
                () -> {
                  assertThat(one.database().write(GLOBEX, TenantsTest::names))
                      .containsExactly("user2");
                  assertThat(one.database().write(ACME, TenantsTest::names))
                      .containsExactly("user1");
                });
        assertThat(one.database().read(GLOBEX, TenantsTest::names)).containsExactly("user2");
      }
    }
  }

  @Test
  void whatARollbackTookBackIsSaidAgain() {
    try (var one = onOneConnection()) {
      assertThat(one.database().read(ACME, TenantsTest::names)).containsExactly("user1");
      assertThatThrownBy(
              () ->
                  one.database()
                      .inTransaction(
                          () -> {
                            one.database().write(GLOBEX, TenantsTest::names);
                            throw new IllegalStateException("undone");
                          }))
          .hasMessage("undone");

      assertThat(one.database().read(GLOBEX, TenantsTest::names)).containsExactly("user2");
      assertThat(one.database().read(ACME, TenantsTest::names)).containsExactly("user1");
    }
  }

  @Test
  void aUnitOfAllCompaniesIsJoinedWithAllOfThem() {
    var seen = test.system().inTransaction(() -> test.database().write(ACME, TenantsTest::names));

    assertThat(seen).hasSize(2);
  }

  @Test
  void aUnitOfOneCompanyRefusesWorkOverAll() {
    assertThatThrownBy(
            () -> test.database().inTransaction(() -> test.system().write(TenantsTest::names)))
        .hasMessage("work over all companies within a unit of one at a time");
    assertThatThrownBy(() -> test.database().read(List.of(ACME, GLOBEX), TenantsTest::names))
        .hasMessage("a unit of work of one company at a time");
  }

  @Test
  void aRowOfAnotherCompanyCannotBeWritten() {
    assertThatThrownBy(() -> inUnit(ADD, 2L, 99L, "intruder"))
        .rootCause()
        .hasMessageContaining("row-level security");
    assertThat(inUnit("update app_user set username = 'x' where company_id = 2")).isZero();
    assertThat(inUnit("delete from app_user where company_id = 2")).isZero();
  }

  @Test
  void aRowCannotPointIntoAnotherCompany() {
    test.execute(
        "insert into role values (2, 5, 'r', 'R', null, false, '{}', now(), now())"
            + " on conflict do nothing");

    assertThatThrownBy(() -> test.execute("insert into user_role values (1, 1, 5)"))
        .rootCause()
        .hasMessageContaining("foreign key");
  }

  @Test
  void peoplesRequestsAddToWhatOnlyGrowsAndReadNoRawPosts() {
    for (var table : List.of("stream_event", "assignment_decision", "audit_event")) {
      assertThatThrownBy(() -> inUnit("delete from " + table)).rootCause().satisfies(this::denied);
      assertThatThrownBy(() -> inUnit("update " + table + " set company_id = 1"))
          .rootCause()
          .satisfies(this::denied);
    }
    assertThatThrownBy(() -> inUnit("delete from webhook_inbox"))
        .rootCause()
        .satisfies(this::denied);
    for (var database : List.of(test.database(), test.system())) {
      assertThatThrownBy(
              () ->
                  database.inTransaction(
                      () ->
                          database.write(
                              ACME, c -> Sql.update(c, "delete from audit_event where false"))))
          .rootCause()
          .satisfies(this::denied);
    }
  }

  private void denied(Throwable failure) {
    assertThat(((SQLException) failure).getSQLState()).isEqualTo("42501");
  }

  @Test
  void theRolesOwnNothingAndAreBound() {
    var roles =
        test.owner()
            .read(
                connection ->
                    Sql.list(
                        connection,
                        "select rolname from pg_roles r where rolname like 'switchboard\\_%'"
                            + " and not rolsuper and not rolbypassrls and not rolcanlogin"
                            + " and not exists (select from pg_class where relowner = r.oid)"
                            + " order by 1",
                        row -> row.getString(1)));

    assertThat(roles).containsExactly(TenantRoles.APP, TenantRoles.SYSTEM);
    assertThat(test.database().read(TenantsTest::role)).isEqualTo(TenantRoles.APP);
    assertThat(test.system().read(TenantsTest::role)).isEqualTo(TenantRoles.SYSTEM);
  }

  @Test
  void noResetLeadsBackToTheOwner() {
    var role =
        test.database()
            .read(
                connection -> {
                  Sql.update(connection, "reset role");
                  return role(connection);
                });

    assertThat(role).isEqualTo(TenantRoles.APP);
  }

  private static String role(Connection connection) throws SQLException {
    return Sql.one(connection, "select current_user", row -> row.getString(1)).orElseThrow();
  }

  private static int inUnit(String sql, Object... parameters) {
    return test.database()
        .inTransaction(() -> test.database().write(ACME, c -> Sql.update(c, sql, parameters)));
  }

  private static List<String> names(Connection connection) throws SQLException {
    return Sql.list(connection, NAMES, row -> row.getString(1));
  }

  private static PersistenceUnit onOneConnection() {
    var config = test.config();
    return PersistenceUnit.open(
        new PersistenceUnit.Config(config.jdbcUrl(), config.user(), config.password(), 1, 1));
  }
}
