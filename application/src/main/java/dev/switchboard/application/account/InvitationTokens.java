package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** The texts of invitations: {@code inv_<company>_<256 bits>}. Thread-safe. */
public final class InvitationTokens {
  private static final Pattern FORM = Pattern.compile("inv_([0-9]{1,18})_[A-Za-z0-9_-]{43}");
  private static final int SECRET_BYTES = 32;

  private final RandomGenerator random;

  /**
   * @param random cryptographically strong
   */
  public InvitationTokens(RandomGenerator random) {
    this.random = random;
  }

  String fresh(CompanyId company) {
    var secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return "inv_%s_%s"
        .formatted(company, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** Whose it claims to be; empty for what cannot be one. */
  static Optional<CompanyId> companyOf(String text) {
    var parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(new CompanyId(Long.parseLong(parts.group(1))))
        : Optional.empty();
  }
}
