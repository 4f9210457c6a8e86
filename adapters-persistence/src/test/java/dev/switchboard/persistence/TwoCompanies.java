package dev.switchboard.persistence;

/** Companies 1 and 2 with three users each: 1, 2 and 3. */
public final class TwoCompanies {
  private TwoCompanies() {}

  public static void of(TestDatabase database) {
    database.execute(
        "insert into company select c, 'c', now(), now() from generate_series(1, 2) c");
    database.execute(
        """
        insert into app_user (company_id, id, username, password_hash, created_at, updated_at)
        select c, u, 'u' || u, 'x', now(), now() from generate_series(1, 2) c, generate_series(1, 3) u
        """);
  }

  /** And a page of Facebook's each, channel account 1. */
  public static void withAPage(TestDatabase database) {
    of(database);
    database.execute(
        """
        insert into channel_account
          (company_id, id, platform, external_id, name, token, is_active, human_agent, state, connected_at, updated_at)
        select c, 1, 'FACEBOOK', 'page', 'Page', 'x', true, true, 'active', now(), now() from generate_series(1, 2) c
        """);
  }
}
