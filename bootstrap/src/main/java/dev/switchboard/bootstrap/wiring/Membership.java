package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.account.AddUser;
import dev.switchboard.application.account.ChangeStaff;
import dev.switchboard.application.account.CreateCompany;
import dev.switchboard.application.account.DeleteCompany;
import dev.switchboard.application.account.FoundCompany;
import dev.switchboard.application.account.Invite;
import dev.switchboard.application.account.People;
import dev.switchboard.application.account.Register;
import dev.switchboard.application.account.Registration;
import dev.switchboard.application.account.UpdateCompany;
import dev.switchboard.application.throttle.Throttling;
import dev.switchboard.web.Routes;
import dev.switchboard.web.account.CompanyRoutes;
import dev.switchboard.web.account.InvitationRoutes;
import java.util.List;

/** Companies, and how people come into them. */
record Membership(
    Core core,
    Ports ports,
    Registration registration,
    Throttling throttling,
    FoundCompany foundCompany,
    AddUser addUser) {

  Register register() {
    return new Register(
        core.transactions(),
        ports.rights(),
        ports.companies(),
        ports.roles(),
        ports.invitations(),
        foundCompany,
        addUser,
        registration,
        throttling,
        ports.audit(),
        core.clock());
  }

  List<Routes> routes(People people, Rotation rotation) {
    return List.of(companies(people), invitations(rotation));
  }

  private Routes companies(People people) {
    var transactions = core.transactions();
    return new CompanyRoutes(
        ports.companies(),
        new CreateCompany(
            transactions, ports.rights(), ports.roles(), foundCompany, addUser, ports.audit()),
        new UpdateCompany(
            transactions, ports.rights(), ports.companies(), ports.audit(), core.clock()),
        new DeleteCompany(
            core.systemTransactions(),
            ports.rights(),
            ports.companies(),
            ports.companyRemoval(),
            ports.users(),
            ports.sessions(),
            ports.revocations(),
            ports.audit(),
            core.clock()),
        people);
  }

  private Routes invitations(Rotation rotation) {
    var invite =
        new Invite(
            core.transactions(),
            ports.rights(),
            new ChangeStaff(core.transactions(), ports.rights(), ports.users(), rotation.duties()),
            new Invite.Stores(
                ports.companies(),
                ports.users(),
                ports.roles(),
                ports.invitations(),
                ports.audit()),
            core.random(),
            ports.notices(),
            throttling,
            registration,
            core.settings().accounts().invitationLife(),
            core.ids(),
            core.clock());
    return new InvitationRoutes(invite, ports.invitations(), core.clock());
  }
}
