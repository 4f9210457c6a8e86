package dev.switchboard.application.audit;

import java.time.Instant;

/** An event as it was kept. */
public record AuditRecord(long id, Instant at, AuditEvent event) {}
