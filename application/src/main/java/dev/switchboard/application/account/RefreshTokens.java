package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.RefreshToken;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.TokenHash;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of refresh tokens: never the tokens. Needs a running unit of work. Behaviour is
 * fixed by {@code RefreshTokensContract}.
 */
public interface RefreshTokens {
  void add(RefreshToken token);

  /** Not locked: for who goes on to the session, which is locked before its tokens. */
  Optional<RefreshToken> find(CompanyId company, TokenHash hash);

  /** Locked until the end of the running unit of work: of many who present it, one is first. */
  Optional<RefreshToken> lock(CompanyId company, TokenHash hash);

  void used(CompanyId company, TokenHash hash, Instant at);

  /** Forgets the used ones of a session but the newest {@code most}. */
  void forget(CompanyId company, SessionId session, int most);
}
