package dev.switchboard.domain.user;

import dev.switchboard.domain.company.CompanyId;
import java.time.Instant;

/**
 * Lets whoever has it give one user a new password, once. A user has at most one: asking again
 * replaces it.
 *
 * @param boundTo what the account was when it was asked for: with another password or address it is
 *     void
 */
public record ResetToken(
    CompanyId company,
    UserId user,
    TokenHash hash,
    TokenHash boundTo,
    Instant createdAt,
    Instant expiresAt) {
  /** What a token is bound to: the password and the address it was mailed to. */
  public static TokenHash account(User user, PasswordHash password) {
    return TokenHash.ofText(
        password.value() + "\n" + user.email().map(EmailAddress::folded).orElse(""));
  }

  public boolean opens(TokenHash account, Instant now) {
    return boundTo.equals(account) && now.isBefore(expiresAt);
  }
}
