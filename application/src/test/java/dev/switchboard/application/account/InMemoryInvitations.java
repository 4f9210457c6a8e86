package dev.switchboard.application.account;

import dev.switchboard.application.InMemoryTable;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.Invitation;
import dev.switchboard.domain.user.TokenHash;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Held to {@link InvitationsContract}. */
public final class InMemoryInvitations implements Invitations {
  private final InMemoryTable<Long, Invitation> table;

  public InMemoryInvitations(InMemoryTransactions transactions) {
    table = new InMemoryTable<>(transactions);
  }

  @Override
  public void add(Invitation invitation) {
    table.put(invitation.id(), invitation);
  }

  @Override
  public Optional<Invitation> find(CompanyId company, TokenHash token) {
    return table.all().stream()
        .filter(one -> one.company().equals(company) && one.token().equals(token))
        .findFirst();
  }

  @Override
  public Optional<Invitation> lock(CompanyId company, TokenHash token) {
    return find(company, token);
  }

  @Override
  public List<Invitation> page(CompanyId company, int skip, int limit) {
    return table.all().stream()
        .filter(one -> one.company().equals(company))
        .sorted(
            Comparator.comparing(Invitation::createdAt).thenComparing(Invitation::id).reversed())
        .skip(skip)
        .limit(limit)
        .toList();
  }

  @Override
  public void accepted(CompanyId company, long id, Instant at) {
    open(company, id)
        .ifPresent(one -> table.put(id, closed(one, Optional.of(at), one.revokedAt())));
  }

  @Override
  public boolean revoke(CompanyId company, long id, Instant at) {
    var open = open(company, id);
    open.ifPresent(one -> table.put(id, closed(one, one.acceptedAt(), Optional.of(at))));
    return open.isPresent();
  }

  @Override
  public int revokeFrom(CompanyId company, UserId inviter, Instant at) {
    return (int)
        table.all().stream()
            .filter(one -> one.invitedBy().equals(inviter))
            .filter(one -> revoke(company, one.id(), at))
            .count();
  }

  @Override
  public void revokeAll(CompanyId company, EmailAddress email, Instant at) {
    table.all().stream()
        .filter(one -> one.email().folded().equals(email.folded()))
        .forEach(one -> revoke(company, one.id(), at));
  }

  private Optional<Invitation> open(CompanyId company, long id) {
    return table
        .get(id)
        .filter(one -> one.company().equals(company))
        .filter(one -> one.acceptedAt().isEmpty() && one.revokedAt().isEmpty());
  }

  private static Invitation closed(
      Invitation one, Optional<Instant> acceptedAt, Optional<Instant> revokedAt) {
    return new Invitation(
        one.company(),
        one.id(),
        one.token(),
        one.email(),
        one.role(),
        one.invitedBy(),
        one.createdAt(),
        one.expiresAt(),
        acceptedAt,
        revokedAt);
  }
}
