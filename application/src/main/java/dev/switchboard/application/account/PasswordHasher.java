package dev.switchboard.application.account;

import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.PasswordHash;

/** Slow on purpose: a tenth of a second of a core for each. Never call it inside a unit of work. */
public interface PasswordHasher {
  PasswordHash hash(Password password);

  /** Whatever the scheme of {@code hash}, as long as this product ever used it. */
  boolean matches(Password password, PasswordHash hash);

  /** Whether {@code hash} should be replaced at the next chance. */
  boolean outdated(PasswordHash hash);

  /** Takes as long as {@link #matches}: for a user who does not exist, so that nobody notices. */
  void pretend(Password password);
}
