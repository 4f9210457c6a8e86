package dev.switchboard.bootstrap.settings;

import java.time.Period;

/**
 * @param retention how long the trail is kept at least; it goes by whole months
 */
public record AuditSettings(Period retention) {
  static AuditSettings read(Reader reader) {
    return new AuditSettings(
        Period.ofDays(reader.integer("AUDIT_RETENTION_DAYS", 400, 30, 36_500)));
  }
}
