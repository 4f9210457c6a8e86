package dev.switchboard.application.account;

import dev.switchboard.domain.Seen;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** What administrators do to users and roles, over any storage. */
final class StaffWorld {
  final AccountPorts ports;
  final RecordedDuties duties = new RecordedDuties();
  final AccountsWorld accounts;
  final List<SessionId> revoked = new CopyOnWriteArrayList<>();
  final List<UserId> changed = new CopyOnWriteArrayList<>();
  private final SessionRevocations revocations =
      new SessionRevocations() {
        @Override
        public void revoked(CompanyId company, Collection<SessionId> sessions) {
          revoked.addAll(sessions);
        }

        @Override
        public void rightsChanged(CompanyId company, Collection<UserId> users) {
          changed.addAll(users);
        }
      };

  StaffWorld(AccountPorts ports) {
    this.ports = ports;
    accounts = new AccountsWorld(ports, duties);
  }

  User hired(CompanyId company, SystemRole... roles) {
    return accounts.stored(ports.aUser(company, roles));
  }

  User superuser(CompanyId company) {
    return accounts.stored(ports.aUser(company).ranked(true, AccountPorts.NOON));
  }

  /** As they are now. */
  Caller as(User user) {
    return accounts.as(reloaded(user));
  }

  User reloaded(User user) {
    return ports.users().find(user.company(), user.id()).orElseThrow();
  }

  User give(Caller by, User user, RoleId... roles) {
    return give(by, user, Seen.ANYTHING, roles);
  }

  User give(Caller by, User user, Seen seen, RoleId... roles) {
    return new GiveRoles(
            ports.transactions(),
            ports.users(),
            ports.roles(),
            accounts.superusers,
            accounts.changeStaff,
            revocations,
            ports.audit(),
            accounts.clock)
        .handle(new GiveRoles.Command(by, user.id(), Set.copyOf(Arrays.asList(roles)), seen));
  }

  User rank(Caller by, User user, boolean superuser) {
    return new SetSuperuser(
            ports.transactions(),
            ports.users(),
            accounts.superusers,
            accounts.changeStaff,
            revocations,
            ports.audit(),
            accounts.clock)
        .handle(new SetSuperuser.Command(by, user.id(), superuser, Seen.ANYTHING));
  }

  User activate(Caller by, User user, boolean active) {
    return activate(by, user, active, Seen.ANYTHING);
  }

  User activate(Caller by, User user, boolean active, Seen seen) {
    return new SetActive(
            ports.transactions(),
            ports.users(),
            ports.sessions(),
            accounts.superusers,
            accounts.changeStaff,
            accounts.mailedLinks,
            revocations,
            ports.audit(),
            accounts.clock)
        .handle(new SetActive.Command(by, user.id(), active, seen));
  }

  void delete(Caller by, User user) {
    delete(by, user, Seen.ANYTHING);
  }

  /** The user as they were. */
  User delete(Caller by, User user, Seen seen) {
    new DeleteUser(
            ports.transactions(),
            ports.users(),
            ports.sessions(),
            accounts.superusers,
            accounts.changeStaff,
            duties,
            accounts.mailedLinks,
            revocations,
            ports.audit(),
            accounts.clock)
        .handle(new DeleteUser.Command(by, user.id(), seen));
    return user;
  }

  User replacePassword(Caller by, User user, String wanted) {
    return new ReplacePassword(
            ports.transactions(),
            ports.rights(),
            ports.users(),
            ports.companies(),
            ports.sessions(),
            accounts.superusers,
            accounts.passwords,
            accounts.policy,
            revocations,
            accounts.notices,
            ports.audit(),
            accounts.clock)
        .handle(new ReplacePassword.Command(by, user.id(), new Password(wanted), Seen.ANYTHING));
  }

  Role make(Caller by, String name, Permission... permissions) {
    return new AddRole(
            ports.roles(), accounts.changeStaff, ports.audit(), ports.ids(), accounts.clock)
        .handle(new AddRole.Command(by, Optional.empty(), draft(name, permissions)));
  }

  Role edit(Caller by, RoleId role, String name, Permission... permissions) {
    return edit(
        by,
        role,
        new EditRole.Changes(
            Optional.of(name),
            Optional.of("What it is"),
            Optional.of(Set.copyOf(Arrays.asList(permissions)))));
  }

  Role edit(Caller by, RoleId role, EditRole.Changes changes) {
    return new EditRole(
            ports.transactions(),
            ports.roles(),
            ports.users(),
            accounts.changeStaff,
            revocations,
            ports.audit(),
            accounts.clock)
        .handle(new EditRole.Command(by, role, changes));
  }

  void remove(Caller by, RoleId role, boolean onlyUnused) {
    new RemoveRole(
            ports.transactions(),
            ports.roles(),
            ports.users(),
            accounts.changeStaff,
            revocations,
            ports.audit())
        .handle(new RemoveRole.Command(by, role, onlyUnused));
  }

  private static Role.Draft draft(String name, Permission... permissions) {
    return new Role.Draft(name, Optional.of("What it is"), Set.copyOf(Arrays.asList(permissions)));
  }
}
