package dev.switchboard.persistence;

/** Company 1 with page 1, where nobody has written yet. */
public final class OneCompany {
  private OneCompany() {}

  /**
   * @param customers how many the page knows: 1, 2, and so on
   */
  public static void of(TestDatabase test, int customers) {
    test.fill(
        "select set_config('app.tenant', '*', false)",
        "truncate company cascade",
        "insert into company values (1, 'Acme', now(), now())",
        """
        insert into channel_account (company_id, id, platform, external_id, name, token, is_active,
          human_agent, state, connected_at, updated_at)
        values (1, 1, 'FACEBOOK', 'page', 'Page', 'x', true, true, 'active', now(), now())
        """,
        """
        insert into contact (company_id, id, channel_account_id, external_id, first_seen_at)
        select 1, n, 1, 'x' || n, now() from generate_series(1, %d) n
        """
            .formatted(customers));
  }
}
