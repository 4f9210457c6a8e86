package dev.switchboard.chaos.read;

import dev.switchboard.chaos.machine.Postgres;
import java.util.List;

/** Who works on which lane, as the database knows it. */
public final class Leases {
  private final Rows rows;

  public Leases(Postgres postgres) {
    this.rows = new Rows(postgres);
  }

  /**
   * Each lane that is leased and has work, with the token of the one who has it. Work that an echo
   * has proven done meanwhile is nobody's to take over.
   */
  public List<String> held() {
    return rows.all(
        """
        select company_id || '/' || kind || '/' || lane_id || '/' || lease_token from lane
        where lease_until is not null and pending > 0""");
  }

  /** Those of these that have the same holder still, under the same token. */
  public List<String> heldOf(List<String> before) {
    return held().stream().filter(before::contains).toList();
  }
}
