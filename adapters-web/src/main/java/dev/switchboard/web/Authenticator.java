package dev.switchboard.web;

import dev.switchboard.application.account.Caller;

/** Tells who is calling from an access token. Thread-safe. */
@FunctionalInterface
public interface Authenticator {
  /**
   * As of now: a revoked session or a changed role shows at once.
   *
   * @throws dev.switchboard.domain.Rejected {@code Unauthenticated} for a token that is missing,
   *     malformed, expired or of the wrong kind, or whose session has ended; {@code Forbidden} for
   *     a disabled user
   */
  Caller authenticate(String accessToken);
}
