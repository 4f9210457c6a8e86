package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.PasswordHash;
import dev.switchboard.domain.user.TokenHash;
import dev.switchboard.domain.user.User;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** The texts of tokens for a new password: {@code pr_<company>_<256 bits>}. Thread-safe. */
public final class ResetSecrets {
  private static final Pattern FORM = Pattern.compile("pr_([0-9]{1,18})_[A-Za-z0-9_-]{43}");
  private static final int SECRET_BYTES = 32;

  private final RandomGenerator random;

  /**
   * @param random cryptographically strong
   */
  public ResetSecrets(RandomGenerator random) {
    this.random = random;
  }

  String next(CompanyId company) {
    var secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return "pr_%s_%s"
        .formatted(company, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** Whose it claims to be; empty for what cannot be a token of ours. */
  static Optional<CompanyId> companyOf(String text) {
    var parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(new CompanyId(Long.parseLong(parts.group(1))))
        : Optional.empty();
  }

  static TokenHash hash(String text) {
    return RefreshSecrets.hash(text);
  }

  /** Of what a token is bound to: the password and the address it was mailed to. */
  static TokenHash account(User user, PasswordHash password) {
    return hash(password.value() + "\n" + user.email().map(EmailAddress::folded).orElse(""));
  }
}
