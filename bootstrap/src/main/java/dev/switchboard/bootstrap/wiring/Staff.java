package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.account.AddRole;
import dev.switchboard.application.account.AddUser;
import dev.switchboard.application.account.ChangeStaff;
import dev.switchboard.application.account.CreateUser;
import dev.switchboard.application.account.DeleteUser;
import dev.switchboard.application.account.EditRole;
import dev.switchboard.application.account.GiveRoles;
import dev.switchboard.application.account.MailedLinks;
import dev.switchboard.application.account.PasswordHasher;
import dev.switchboard.application.account.PasswordPolicy;
import dev.switchboard.application.account.People;
import dev.switchboard.application.account.RemoveRole;
import dev.switchboard.application.account.ReplacePassword;
import dev.switchboard.application.account.SetActive;
import dev.switchboard.application.account.SetChatRouting;
import dev.switchboard.application.account.SetSuperuser;
import dev.switchboard.application.account.Superusers;
import dev.switchboard.persistence.account.PostgresResetTokens;
import dev.switchboard.persistence.account.PostgresWorkload;
import dev.switchboard.web.Routes;
import dev.switchboard.web.account.PositionRoutes;
import dev.switchboard.web.account.RoleRoutes;
import dev.switchboard.web.account.StaffRoutes;
import dev.switchboard.web.account.UserRoutes;
import java.util.List;

/** Whoever works in a company: users, roles, and who may change them. */
final class Staff {
  private final Core core;
  private final Ports ports;
  private final Rotation rotation;
  private final People people;
  private final Superusers superusers;
  private final ChangeStaff changeStaff;
  private final CreateUser createUser;
  private final MailedLinks mailedLinks;
  private final SetActive setActive;
  private final GiveRoles giveRoles;
  private final ReplacePassword replacePassword;

  /** How somebody gets a password. */
  record Newcomers(AddUser addUser, PasswordHasher hasher, PasswordPolicy policy) {}

  Staff(Core core, Ports ports, Rotation rotation, Newcomers newcomers, People people) {
    this.core = core;
    this.ports = ports;
    this.rotation = rotation;
    this.people = people;
    superusers = new Superusers(ports.companies(), ports.users(), ports.roles());
    changeStaff =
        new ChangeStaff(core.transactions(), ports.rights(), ports.users(), rotation.duties());
    createUser =
        new CreateUser(
            ports.companies(), ports.roles(), newcomers.addUser(), changeStaff, ports.audit());
    replacePassword =
        new ReplacePassword(
            core.transactions(),
            ports.rights(),
            ports.users(),
            ports.companies(),
            ports.sessions(),
            superusers,
            newcomers.hasher(),
            newcomers.policy(),
            ports.revocations(),
            ports.notices(),
            ports.audit(),
            core.clock());
    mailedLinks =
        new MailedLinks(
            new PostgresResetTokens(core.database()), ports.invitations(), core.clock());
    setActive =
        new SetActive(
            core.transactions(),
            ports.users(),
            ports.sessions(),
            superusers,
            changeStaff,
            mailedLinks,
            ports.revocations(),
            ports.audit(),
            core.clock());
    giveRoles =
        new GiveRoles(
            core.transactions(),
            ports.users(),
            ports.roles(),
            superusers,
            changeStaff,
            ports.revocations(),
            ports.audit(),
            core.clock());
  }

  List<Routes> routes() {
    return List.of(users(), staff(), roles(), positions());
  }

  private Routes users() {
    return new UserRoutes(
        people,
        createUser,
        setActive,
        new SetChatRouting(
            core.transactions(),
            ports.rights(),
            ports.users(),
            ports.roles(),
            superusers,
            rotation.drainBacklog(),
            ports.audit(),
            core.clock()),
        replacePassword);
  }

  private Routes staff() {
    return new StaffRoutes(
        people,
        superusers,
        createUser,
        setActive,
        new SetSuperuser(
            core.transactions(),
            ports.users(),
            superusers,
            changeStaff,
            ports.revocations(),
            ports.audit(),
            core.clock()),
        giveRoles,
        new DeleteUser(
            core.transactions(),
            ports.users(),
            ports.sessions(),
            superusers,
            changeStaff,
            rotation.duties(),
            mailedLinks,
            ports.revocations(),
            ports.audit(),
            core.clock()));
  }

  private RoleRoutes roles() {
    return new RoleRoutes(ports.roles(), addRole(), editRole(), removeRole());
  }

  private Routes positions() {
    return new PositionRoutes(
        ports.roles(),
        addRole(),
        editRole(),
        removeRole(),
        giveRoles,
        people,
        new PostgresWorkload(core.database()));
  }

  private AddRole addRole() {
    return new AddRole(ports.roles(), changeStaff, ports.audit(), core.ids(), core.clock());
  }

  private EditRole editRole() {
    return new EditRole(
        core.transactions(),
        ports.roles(),
        ports.users(),
        changeStaff,
        ports.revocations(),
        ports.audit(),
        core.clock());
  }

  private RemoveRole removeRole() {
    return new RemoveRole(
        core.transactions(),
        ports.roles(),
        ports.users(),
        changeStaff,
        ports.revocations(),
        ports.audit());
  }
}
