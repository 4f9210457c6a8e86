package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.account.AccessTokens;
import dev.switchboard.application.account.AddUser;
import dev.switchboard.application.account.BootstrapInstallation;
import dev.switchboard.application.account.BoundedPasswordHasher;
import dev.switchboard.application.account.CreateCompany;
import dev.switchboard.application.account.EnsureCompanyRoles;
import dev.switchboard.application.account.FoundCompany;
import dev.switchboard.application.account.IssueTokens;
import dev.switchboard.application.account.LogIn;
import dev.switchboard.application.account.LogOut;
import dev.switchboard.application.account.People;
import dev.switchboard.application.account.RefreshSecrets;
import dev.switchboard.application.account.RefreshSession;
import dev.switchboard.application.account.Register;
import dev.switchboard.application.account.Registration;
import dev.switchboard.application.account.SessionRevocations;
import dev.switchboard.bootstrap.settings.Settings.RegistrationCompany;
import dev.switchboard.domain.user.Password;
import dev.switchboard.web.Authenticator;
import dev.switchboard.web.Routes;
import dev.switchboard.web.account.AuthRoutes;
import dev.switchboard.web.account.CompanyRoutes;
import dev.switchboard.web.auth.BcryptPasswords;
import dev.switchboard.web.auth.JwtAccessTokens;
import dev.switchboard.web.auth.SessionAuthenticator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Companies, users, sessions and how they prove who they are. */
final class Accounts implements AutoCloseable {
  private static final int BCRYPT_COST = 10;
  private static final int HASHERS = 2;
  private static final int HASHES_WAITING = 256;

  private final Core core;
  private final Ports ports;
  private final BoundedPasswordHasher hasher;
  private final AccessTokens tokens;
  private final Authenticator authenticator;
  private final EnsureCompanyRoles ensureRoles;
  private final FoundCompany foundCompany;
  private final AddUser addUser;

  Accounts(Core core, Ports ports) {
    this.core = core;
    this.ports = ports;
    hasher =
        new BoundedPasswordHasher(
            new BcryptPasswords(BCRYPT_COST, core.secrets().pepper()), HASHERS, HASHES_WAITING);
    tokens =
        new JwtAccessTokens(core.secrets().jwtKey(), core.secrets().previousJwtKey(), core.clock());
    authenticator = new SessionAuthenticator(tokens, ports.callers(), core.clock());
    ensureRoles = new EnsureCompanyRoles(ports.roles(), core.ids(), core.clock());
    foundCompany = new FoundCompany(ports.companies(), ensureRoles, core.ids(), core.clock());
    addUser =
        new AddUser(
            ports.users(),
            hasher,
            core.ids(),
            core.clock(),
            core.settings().access().minPassword());
  }

  Authenticator authenticator() {
    return authenticator;
  }

  AccessTokens tokens() {
    return tokens;
  }

  /** The superuser, on the first start only. */
  Optional<BootstrapInstallation.FirstAdmin> firstAdmin() {
    return new BootstrapInstallation(
            core.transactions(),
            ports.companies(),
            foundCompany,
            ensureRoles,
            addUser,
            core.random())
        .handle(core.settings().access().adminPassword().map(Password::new));
  }

  List<Routes> routes(Rotation rotation, SessionRevocations revocations) {
    var people = new People(ports.users(), ports.roles());
    var routes = new ArrayList<Routes>();
    routes.add(sessions(people, revocations));
    routes.add(
        new CompanyRoutes(
            ports.companies(),
            new CreateCompany(
                core.transactions(), ports.roles(), foundCompany, addUser, ports.audit()),
            people));
    routes.addAll(new Staff(core, ports, rotation, revocations, addUser, people).routes());
    return routes;
  }

  private Routes sessions(People people, SessionRevocations revocations) {
    var access = core.settings().access();
    var registration =
        new Registration(
            Registration.Mode.valueOf(access.registration().name()),
            access.registrationCompany() == RegistrationCompany.OWN);
    var issue =
        new IssueTokens(
            tokens,
            ports.refreshTokens(),
            new RefreshSecrets(core.random(), core.secrets().refreshKey()),
            access.accessTokenLife());
    return new AuthRoutes(
        new Register(
            core.transactions(),
            ports.companies(),
            ports.roles(),
            foundCompany,
            addUser,
            registration),
        new LogIn(
            core.transactions(),
            ports.users(),
            ports.sessions(),
            hasher,
            issue,
            core.ids(),
            core.clock()),
        new RefreshSession(
            core.transactions(),
            ports.users(),
            ports.sessions(),
            ports.refreshTokens(),
            issue,
            revocations,
            core.clock()),
        new LogOut(core.transactions(), ports.sessions(), revocations, core.clock()),
        people,
        registration);
  }

  @Override
  public void close() {
    hasher.close();
  }
}
