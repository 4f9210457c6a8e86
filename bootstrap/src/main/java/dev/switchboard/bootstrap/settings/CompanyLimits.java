package dev.switchboard.bootstrap.settings;

import dev.switchboard.application.throttle.CompanyQuotas;
import dev.switchboard.domain.Rejection.Quota;
import java.time.Duration;
import java.util.Optional;

/**
 * What one company may take of this node, so that the others have the rest; 0 is no bound.
 *
 * @param socketsPerUser open at once
 * @param socketsPerCompany open at once
 */
public record CompanyLimits(
    CompanyQuotas.Limits quotas, int socketsPerUser, int socketsPerCompany) {
  private static final int MOST = 10_000_000;

  static CompanyLimits read(Reader reader) {
    return new CompanyLimits(
        new CompanyQuotas.Limits(
            aMinute("company-requests", reader.integer("REQUESTS_PER_COMPANY", 1_200_000, 0, MOST)),
            aMinute("company-sends", reader.integer("SENDS_PER_COMPANY", 600_000, 0, MOST))),
        orNoBound(reader.integer("SOCKETS_PER_USER", 1_000, 0, MOST)),
        orNoBound(reader.integer("SOCKETS_PER_COMPANY", 50_000, 0, MOST)));
  }

  private static Optional<Quota> aMinute(String name, int amount) {
    return Optional.of(amount)
        .filter(some -> some > 0)
        .map(some -> new Quota(name, some, Duration.ofMinutes(1)));
  }

  private static int orNoBound(int amount) {
    return amount == 0 ? Integer.MAX_VALUE : amount;
  }
}
