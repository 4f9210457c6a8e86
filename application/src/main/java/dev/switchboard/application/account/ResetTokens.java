package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.ResetToken;
import dev.switchboard.domain.user.TokenHash;
import dev.switchboard.domain.user.UserId;
import java.util.Optional;

/**
 * What is known of tokens for a new password: never the tokens. Behaviour is fixed by {@code
 * ResetTokensContract}.
 */
public interface ResetTokens {
  /** The user's only one from now on. Needs a running unit of work. */
  void replace(ResetToken token);

  /** Whether it still opens anything or not. */
  Optional<ResetToken> find(CompanyId company, TokenHash hash);

  /** Nothing that was mailed to this user opens anything any more. Needs a running unit of work. */
  void revoke(CompanyId company, UserId user);

  /** It is gone: of many who take it at once, one gets it. Needs a running unit of work. */
  Optional<ResetToken> take(CompanyId company, TokenHash hash);
}
