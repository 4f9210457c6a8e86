package dev.switchboard.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every table with a {@code company_id}, also one that comes tomorrow, keeps to its company. */
class TenantCatalogueTest {
  private static final String TABLES =
      "select c.oid from pg_class c join pg_attribute a on a.attrelid = c.oid"
          + " and a.attname = 'company_id' and not a.attisdropped"
          + " where c.relkind in ('r', 'p') and c.relnamespace = current_schema()::regnamespace";

  private static final String UNGUARDED =
      """
      select c.relname from pg_class c where c.oid in (%s)
        and (not c.relrowsecurity or not c.relforcerowsecurity
          or not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'tenant'
            and p.polcmd = '*' and p.polqual is not null and p.polwithcheck is not null)
          or not exists (select from pg_policy p where p.polrelid = c.oid
            and p.polname = 'system_everything'))
      order by 1
      """
          .formatted(TABLES);

  private static final String UNIQUE_OVER_ALL =
      """
      select c.relname from pg_index i join pg_class c on c.oid = i.indrelid
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'company_id'
      where i.indisunique and not c.relispartition and c.oid in (%s) and i.indkey[0] <> a.attnum
      order by 1
      """
          .formatted(TABLES);

  private static final String POINTING_OUT =
      """
      select distinct c.relname from pg_constraint f join pg_class c on c.oid = f.conrelid
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'company_id'
      where f.contype = 'f' and c.oid in (%s) and not a.attnum = any (f.conkey) order by 1
      """
          .formatted(TABLES);

  private TestDatabase test;

  @BeforeEach
  void start() {
    test = TestDatabase.create();
  }

  @AfterEach
  void stop() {
    test.close();
  }

  @Test
  void everyTableOfCompaniesIsGuarded() {
    assertThat(names(TABLES.replaceFirst("c\\.oid", "c.relname"))).hasSizeGreaterThan(20);
    assertThat(names(UNGUARDED)).isEmpty();
    // directories answer before a company is known; an element may be parked before its owner is
    assertThat(names(UNIQUE_OVER_ALL))
        .containsExactlyInAnyOrder("login_name", "channel_route", "ws_ticket", "parked_event");
    assertThat(names(POINTING_OUT)).isEmpty();
  }

  @Test
  void anUnguardedTableIsFound() {
    test.execute(
        "create table offender (id bigint primary key, company_id bigint not null,"
            + " other bigint references company (id))");

    for (var finding :
        Map.of("guard", UNGUARDED, "unique", UNIQUE_OVER_ALL, "key", POINTING_OUT).entrySet()) {
      assertThat(names(finding.getValue())).as(finding.getKey()).contains("offender");
    }
  }

  @Test
  void nobodyIsGivenMoreThanTheirRolesShould() {
    var granted =
        names(
            "select distinct c.relname from pg_class c where c.relkind in ('r', 'p')"
                + " and c.relnamespace = current_schema()::regnamespace"
                + " and has_table_privilege('switchboard_app', c.oid, 'select')"
                + " and not c.relrowsecurity");

    // buckets and places hold hashes, of no company
    assertThat(Set.copyOf(granted)).isSubsetOf("throttle_bucket", "throttle_known_place");
  }

  private List<String> names(String sql) {
    return test.owner().read(connection -> Sql.list(connection, sql, row -> row.getString(1)));
  }
}
