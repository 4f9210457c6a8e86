package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The texts of tokens of which only a hash is kept: {@code <prefix>_<company>_<256 bits>}. They
 * name the company, for a row is only to be found with the sight of its company.
 */
public enum TokenForm {
  INVITATION("inv"),
  PASSWORD_RESET("pr"),
  REFRESH("rt"),
  SOCKET("wt");

  private static final int SECRET_BYTES = 32;

  private final String prefix;
  private final Pattern form;

  TokenForm(String prefix) {
    this.prefix = prefix;
    form = Pattern.compile(prefix + "_([0-9]{1,18})_[A-Za-z0-9_-]{43}");
  }

  /**
   * @param random cryptographically strong
   */
  public String fresh(CompanyId company, RandomGenerator random) {
    var secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return text(company, secret);
  }

  String text(CompanyId company, byte[] secret) {
    return "%s_%s_%s"
        .formatted(prefix, company, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** Whose it claims to be; empty for what cannot be a token of this kind. */
  public Optional<CompanyId> companyOf(String text) {
    var parts = form.matcher(text);
    return parts.matches()
        ? Optional.of(new CompanyId(Long.parseLong(parts.group(1))))
        : Optional.empty();
  }
}
