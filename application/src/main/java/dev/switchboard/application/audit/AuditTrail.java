package dev.switchboard.application.audit;

/**
 * The record of what was done, which can only grow. Thread-safe. Behaviour is fixed by {@code
 * AuditTrailContract}.
 */
@FunctionalInterface
public interface AuditTrail {
  /**
   * In the running unit of work: what is rolled back was not done, and is not recorded. A refusal
   * worth recording (a failed login) is therefore added in a unit of its own, before the use case
   * throws. On each trail of {@link AuditEvent#kept}.
   */
  void add(AuditEvent event);
}
