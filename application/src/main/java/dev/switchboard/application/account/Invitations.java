package dev.switchboard.application.account;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.Invitation;
import dev.switchboard.domain.user.TokenHash;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who was invited to which company. Writing needs a running unit of work. Behaviour is fixed by
 * {@code InvitationsContract}.
 */
public interface Invitations {
  void add(Invitation invitation);

  Optional<Invitation> find(CompanyId company, TokenHash token);

  /** Locked until the end of the running unit of work: of many who present it, one is first. */
  Optional<Invitation> lock(CompanyId company, TokenHash token);

  /** Newest first. */
  List<Invitation> page(CompanyId company, int skip, int limit);

  void accepted(CompanyId company, long id, Instant at);

  /** Whether it was neither accepted nor revoked until now. */
  boolean revoke(CompanyId company, long id, Instant at);

  /**
   * All that this user sent and that were neither accepted nor revoked.
   *
   * @return how many
   */
  int revokeFrom(CompanyId company, UserId inviter, Instant at);

  /** All to this address, in whatever case, that were neither accepted nor revoked. */
  void revokeAll(CompanyId company, EmailAddress email, Instant at);
}
