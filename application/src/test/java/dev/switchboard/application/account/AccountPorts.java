package dev.switchboard.application.account;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.PasswordHash;
import dev.switchboard.domain.user.Profile;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.domain.user.Username;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The ports of accounts on one storage, and things to put into them. */
public interface AccountPorts {
  Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  Clock CLOCK = Clock.fixed(NOON, ZoneOffset.UTC);

  Transactions transactions();

  Ids ids();

  Companies companies();

  Roles roles();

  Users users();

  Sessions sessions();

  RefreshTokens refreshTokens();

  Invitations invitations();

  ResetTokens resetTokens();

  CompanyRemoval removal();

  AuditTrail audit();

  Rights rights();

  /** With its system roles. */
  default CompanyId newCompany() {
    return transactions().inTransaction(() -> founding().handle("Company").id());
  }

  default FoundCompany founding() {
    return new FoundCompany(
        companies(), new EnsureCompanyRoles(roles(), ids(), CLOCK), ids(), CLOCK);
  }

  default RoleId role(CompanyId company, SystemRole wanted) {
    return roles().of(company).stream()
        .filter(role -> role.slug().equals(wanted.slug()))
        .map(Role::id)
        .findFirst()
        .orElseThrow();
  }

  /** A name no other user of the storage has. */
  default User aUser(CompanyId company, SystemRole... roles) {
    var id = ids().next();
    return new User(
        company,
        new UserId(id),
        new Username("user" + id),
        Optional.of(new EmailAddress("user" + id + "@example.test")),
        Optional.empty(),
        Optional.empty(),
        Profile.named(Optional.empty(), Optional.empty(), Optional.empty()),
        Arrays.stream(roles).map(role -> role(company, role)).collect(Collectors.toSet()),
        true,
        false,
        true,
        Optional.empty(),
        0,
        NOON,
        NOON);
  }

  default User added(User user) {
    transactions().inTransaction(() -> users().add(user, new PasswordHash("hash")));
    return user;
  }

  default User changed(User user, UnaryOperator<User> change) {
    transactions().inTransaction(() -> users().update(change.apply(user)));
    return users().find(user.company(), user.id()).orElseThrow();
  }

  default Session aSession(User user) {
    return new Session(
        user.company(),
        new SessionId(ids().next()),
        user.id(),
        Optional.of("curl"),
        Optional.of("192.0.2.1"),
        NOON,
        NOON,
        NOON.plusSeconds(3_600),
        Optional.empty());
  }

  default Session added(Session session) {
    transactions().inTransaction(() -> sessions().add(session));
    return session;
  }

  default Company added(Company company) {
    transactions().inTransaction(() -> companies().add(company));
    return company;
  }
}
