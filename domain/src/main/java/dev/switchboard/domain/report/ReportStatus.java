package dev.switchboard.domain.report;

import dev.switchboard.domain.Rejection.Refused;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where a report stands. Whoever manages reports may move it anywhere, also back. */
public enum ReportStatus {
  OPEN,
  IN_PROGRESS,
  RESOLVED;

  /** The stable name on the wire and in the database. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ReportStatus> find(String code) {
    return Arrays.stream(values()).filter(status -> status.code().equals(code)).findFirst();
  }

  /**
   * What a person asked for.
   *
   * @throws dev.switchboard.domain.Rejected {@code Refused}: no such status
   */
  public static ReportStatus wanted(String code) {
    return find(code)
        .orElseThrow(
            () ->
                new Refused("invalid_status", "Invalid status. Must be one of: " + codes())
                    .asException());
  }

  /** For people: {@code open, in_progress, resolved}. */
  public static String codes() {
    return Arrays.stream(values()).map(ReportStatus::code).collect(Collectors.joining(", "));
  }
}
