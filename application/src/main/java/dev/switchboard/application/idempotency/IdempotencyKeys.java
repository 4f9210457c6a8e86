package dev.switchboard.application.idempotency;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * What was answered to requests that carried an idempotency key. All but {@link #forget} needs a
 * running unit of work, whose effects and answer thereby become durable together. Thread-safe.
 * Behaviour is fixed by {@code IdempotencyKeysContract}.
 */
public interface IdempotencyKeys {
  /**
   * Whose key it is: the same characters from another user, or for another route, are another key.
   *
   * @param route method and path as registered, with the names of its parameters
   */
  record Scope(CompanyId company, UserId user, String route, String key) {}

  /**
   * @param location the path of what was created
   */
  record Answer(int status, Optional<String> contentType, String body, Optional<String> location) {}

  /** What is known of a key. */
  sealed interface Known {
    /** Nothing; it is this unit's until it ends. */
    record Free() implements Known {}

    /** Another unit is at work under it. */
    record InUse() implements Known {}

    /**
     * @param fingerprint of the request that was answered
     */
    record Answered(byte[] fingerprint, Answer answer) implements Known {}
  }

  /** Never waits for whoever is at work under the key; an answer that has expired is none. */
  Known claim(Scope scope, Instant now);

  /** Only after {@link #claim} said {@link Known.Free}, in the same unit. */
  void keep(Scope scope, byte[] fingerprint, Answer answer, Instant expiresAt);

  /** Deletes expired ones, at most {@code limit} in one go; how many. */
  int forget(Instant now, int limit);
}
