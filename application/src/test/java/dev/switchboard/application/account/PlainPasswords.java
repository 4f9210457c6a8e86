package dev.switchboard.application.account;

import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.PasswordHash;
import java.util.concurrent.atomic.AtomicInteger;

/** Hashes that are none, at once; counts how often somebody had to be checked. */
public final class PlainPasswords implements PasswordHasher {
  private static final String CURRENT = "plain:";
  private static final String OLD = "old:";
  private final AtomicInteger checks = new AtomicInteger();
  private volatile Runnable meanwhile = () -> {};

  @Override
  public PasswordHash hash(Password password) {
    return new PasswordHash(CURRENT + password.value());
  }

  /** As an earlier version would have stored it. */
  public static PasswordHash old(String password) {
    return new PasswordHash(OLD + password);
  }

  @Override
  public boolean matches(Password password, PasswordHash hash) {
    checks.incrementAndGet();
    var after = meanwhile;
    meanwhile = () -> {};
    after.run();
    return hash.value().equals(CURRENT + password.value())
        || hash.value().equals(OLD + password.value());
  }

  @Override
  public boolean outdated(PasswordHash hash) {
    return !hash.value().startsWith(CURRENT);
  }

  @Override
  public void pretend(Password password) {
    checks.incrementAndGet();
  }

  /** Happens once, while the next password is being compared. */
  public void meanwhile(Runnable what) {
    meanwhile = what;
  }

  public int checks() {
    return checks.get();
  }
}
