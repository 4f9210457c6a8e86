package dev.switchboard.domain.report;

import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * That a report is done.
 *
 * @param by absent once that user is deleted
 */
public record Resolution(Instant at, Optional<UserId> by) {}
