package dev.switchboard.application.throttle;

import dev.switchboard.domain.Rejection.Quota;
import dev.switchboard.domain.Rejection.TooMany;
import dev.switchboard.domain.company.CompanyId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What a company may do in the course of a minute, so that one that floods takes nothing from
 * another. What platforms tell us of a company is no part of it: a webhook is never refused for
 * what a company has used up.
 */
public final class CompanyQuotas {
  /**
   * An absent one does not bound.
   *
   * @param requests that carry a token, and sockets that are opened
   * @param sends answers to customers, those that are sent once more too
   */
  public record Limits(Optional<Quota> requests, Optional<Quota> sends) {
    public static final Limits NONE = new Limits(Optional.empty(), Optional.empty());
  }

  private final Allowances allowances;
  private final Limits limits;
  private final Clock clock;

  public CompanyQuotas(Allowances allowances, Limits limits, Clock clock) {
    this.allowances = allowances;
    this.limits = limits;
    this.clock = clock;
  }

  /** Bounds nobody. */
  public static CompanyQuotas none() {
    var noTime = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC); // nothing is counted
    return new CompanyQuotas((_, _, _) -> Optional.empty(), Limits.NONE, noTime);
  }

  /**
   * @throws dev.switchboard.domain.Rejected {@code TooMany}
   */
  public void request(CompanyId company) {
    limits.requests().ifPresent(quota -> take(company, quota, "Your company asks too much"));
  }

  /**
   * @throws dev.switchboard.domain.Rejected {@code TooMany}
   */
  public void send(CompanyId company) {
    limits.sends().ifPresent(quota -> take(company, quota, "Your company sends too much"));
  }

  private void take(CompanyId company, Quota quota, String what) {
    allowances
        .take(company, quota, clock.instant())
        .ifPresent(
            wait -> {
              throw new TooMany("company_quota_exceeded", what + " for now", quota, wait)
                  .asException();
            });
  }
}
