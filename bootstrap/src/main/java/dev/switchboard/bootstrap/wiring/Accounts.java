package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.account.AccessTokens;
import dev.switchboard.application.account.AddUser;
import dev.switchboard.application.account.AddUserAsOperator;
import dev.switchboard.application.account.BootstrapInstallation;
import dev.switchboard.application.account.BoundedPasswordHasher;
import dev.switchboard.application.account.ChangePassword;
import dev.switchboard.application.account.EnsureCompanyRoles;
import dev.switchboard.application.account.FoundCompany;
import dev.switchboard.application.account.IssueTokens;
import dev.switchboard.application.account.LogIn;
import dev.switchboard.application.account.LogOut;
import dev.switchboard.application.account.OpenSession;
import dev.switchboard.application.account.OwnSessions;
import dev.switchboard.application.account.PasswordHasher;
import dev.switchboard.application.account.PasswordPolicy;
import dev.switchboard.application.account.People;
import dev.switchboard.application.account.RefreshSecrets;
import dev.switchboard.application.account.RefreshSession;
import dev.switchboard.application.account.Registration;
import dev.switchboard.application.account.ResetPasswordAsOperator;
import dev.switchboard.application.account.SessionActivity;
import dev.switchboard.application.account.SessionRevocations;
import dev.switchboard.application.account.SessionRules;
import dev.switchboard.application.account.UpdateProfile;
import dev.switchboard.application.throttle.ForgetTries;
import dev.switchboard.application.throttle.Throttling;
import dev.switchboard.bootstrap.settings.Settings.RegistrationCompany;
import dev.switchboard.domain.user.Password;
import dev.switchboard.persistence.throttle.PostgresThrottle;
import dev.switchboard.web.Authenticator;
import dev.switchboard.web.Routes;
import dev.switchboard.web.account.AuthRoutes;
import dev.switchboard.web.account.MeRoutes;
import dev.switchboard.web.auth.BcryptPasswords;
import dev.switchboard.web.auth.CommonPasswords;
import dev.switchboard.web.auth.JwtAccessTokens;
import dev.switchboard.web.auth.SessionAuthenticator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Companies, users, sessions and how they prove who they are. */
final class Accounts implements AutoCloseable {
  private static final int HASHERS = 2;
  private static final int HASHES_WAITING = 256;

  private final Core core;
  private final Ports ports;
  private final BoundedPasswordHasher hasher;
  private final AccessTokens tokens;
  private final Authenticator authenticator;
  private final EnsureCompanyRoles ensureRoles;
  private final FoundCompany foundCompany;
  private final PasswordPolicy policy;
  private final AddUser addUser;
  private final SessionActivity activity;

  Accounts(Core core, Ports ports) {
    this.core = core;
    this.ports = ports;
    hasher =
        new BoundedPasswordHasher(
            new BcryptPasswords(core.settings().accounts().bcryptCost(), core.secrets().pepper()),
            HASHERS,
            HASHES_WAITING);
    tokens =
        new JwtAccessTokens(core.secrets().jwtKey(), core.secrets().previousJwtKey(), core.clock());
    activity = new SessionActivity(core.transactions(), ports.sessions());
    authenticator = noting(new SessionAuthenticator(tokens, ports.callers(), core.clock()));
    ensureRoles = new EnsureCompanyRoles(ports.roles(), core.ids(), core.clock());
    foundCompany = new FoundCompany(ports.companies(), ensureRoles, core.ids(), core.clock());
    policy =
        new PasswordPolicy(
            core.settings().access().minPassword(),
            core.settings().accounts().blocklist()
                ? Optional.of(new CommonPasswords())
                : Optional.empty());
    addUser = new AddUser(ports.users(), hasher, policy, core.ids(), core.clock());
  }

  private Authenticator noting(Authenticator inner) {
    return token -> {
      var caller = inner.authenticate(token);
      activity.seen(caller.company(), caller.session(), core.clock().instant());
      return caller;
    };
  }

  Throttling throttling() {
    return new Throttling(
        new PostgresThrottle(core.database()), core.settings().edge().quotas(), core.clock());
  }

  void forgetTries() {
    new ForgetTries(new PostgresThrottle(core.database()), core.clock()).handle();
  }

  SessionActivity activity() {
    return activity;
  }

  Authenticator authenticator() {
    return authenticator;
  }

  PasswordHasher hasher() {
    return hasher;
  }

  PasswordPolicy policy() {
    return policy;
  }

  AccessTokens tokens() {
    return tokens;
  }

  Operator operator() {
    return new Operator(
        ports.companies(),
        foundCompany,
        ports.users(),
        new People(ports.users(), ports.roles()),
        new AddUserAsOperator(
            core.transactions(), ports.companies(), ports.roles(), addUser, ports.audit()),
        new ResetPasswordAsOperator(
            core.transactions(),
            ports.users(),
            ports.companies(),
            ports.sessions(),
            hasher,
            policy,
            ports.notices(),
            ports.audit(),
            core.clock()),
        core.transactions(),
        core.random());
  }

  /** The superuser, on the first start only. */
  Optional<BootstrapInstallation.FirstAdmin> firstAdmin() {
    return new BootstrapInstallation(
            core.systemTransactions(),
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
    routes.add(own(people, revocations));
    routes.addAll(membership().routes(people, rotation, revocations));
    routes.addAll(
        new Staff(
                core,
                ports,
                rotation,
                revocations,
                new Staff.Newcomers(addUser, hasher, policy),
                people)
            .routes());
    return routes;
  }

  private Routes sessions(People people, SessionRevocations revocations) {
    var access = core.settings().access();
    var issue =
        new IssueTokens(
            tokens,
            ports.refreshTokens(),
            new RefreshSecrets(core.random(), core.secrets().refreshKey()),
            access.accessTokenLife());
    return new AuthRoutes(
        membership().register(),
        new LogIn(
            core.transactions(),
            ports.users(),
            new OpenSession(
                core.transactions(), ports.sessions(), revocations, sessionRules(), core.ids()),
            hasher,
            issue,
            throttling(),
            ports.audit(),
            core.clock()),
        new RefreshSession(
            core.transactions(),
            ports.users(),
            ports.sessions(),
            ports.refreshTokens(),
            issue,
            revocations,
            ports.notices(),
            throttling(),
            ports.audit(),
            core.clock()),
        new LogOut(
            core.transactions(),
            ports.sessions(),
            ports.refreshTokens(),
            revocations,
            ports.audit(),
            core.clock()),
        people,
        registration(),
        throttling().quotas(),
        core.settings().mail().resets());
  }

  private Registration registration() {
    var access = core.settings().access();
    return new Registration(
        Registration.Mode.valueOf(access.registration().name()),
        access.registrationCompany() == RegistrationCompany.OWN);
  }

  private Membership membership() {
    return new Membership(core, ports, registration(), throttling(), foundCompany, addUser);
  }

  private SessionRules sessionRules() {
    var limits = core.settings().accounts();
    return new SessionRules(core.settings().access().refreshTokenLife(), limits.sessions());
  }

  private Routes own(People people, SessionRevocations revocations) {
    return new MeRoutes(
        people,
        new UpdateProfile(
            core.transactions(),
            ports.rights(),
            ports.users(),
            ports.notices(),
            ports.audit(),
            core.clock()),
        new ChangePassword(
            core.transactions(),
            ports.rights(),
            ports.users(),
            ports.companies(),
            ports.sessions(),
            hasher,
            policy,
            revocations,
            ports.notices(),
            throttling(),
            ports.audit(),
            core.clock()),
        throttling().quotas(),
        new OwnSessions(
            core.transactions(),
            ports.rights(),
            ports.sessions(),
            revocations,
            ports.audit(),
            core.clock()));
  }

  @Override
  public void close() {
    hasher.close();
  }
}
