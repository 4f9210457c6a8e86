package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.account.AccessTokens;
import dev.switchboard.application.account.AddUser;
import dev.switchboard.application.account.AddUserAsOperator;
import dev.switchboard.application.account.BootstrapInstallation;
import dev.switchboard.application.account.BoundedPasswordHasher;
import dev.switchboard.application.account.EnsureCompanyRoles;
import dev.switchboard.application.account.FoundCompany;
import dev.switchboard.application.account.GatheredCallers;
import dev.switchboard.application.account.PasswordHasher;
import dev.switchboard.application.account.PasswordPolicy;
import dev.switchboard.application.account.People;
import dev.switchboard.application.account.Registration;
import dev.switchboard.application.account.ResetPasswordAsOperator;
import dev.switchboard.application.account.SessionActivity;
import dev.switchboard.application.throttle.ForgetTries;
import dev.switchboard.application.throttle.Throttling;
import dev.switchboard.bootstrap.settings.AccessSettings.RegistrationCompany;
import dev.switchboard.domain.user.Password;
import dev.switchboard.persistence.throttle.PostgresThrottle;
import dev.switchboard.web.Authenticator;
import dev.switchboard.web.Routes;
import dev.switchboard.web.auth.BcryptPasswords;
import dev.switchboard.web.auth.CommonPasswords;
import dev.switchboard.web.auth.JwtAccessTokens;
import dev.switchboard.web.auth.KnownTokens;
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
        new KnownTokens(
            new JwtAccessTokens(
                core.secrets().jwtKey(), core.secrets().previousJwtKey(), core.clock()),
            core.clock());
    activity = new SessionActivity(core.transactions(), ports.sessions());
    authenticator =
        noting(
            new SessionAuthenticator(
                tokens,
                new GatheredCallers(ports.callers(), core.others()),
                core.quotas(),
                core.clock()));
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
            ports.revocations(),
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
            ports.audit(),
            core.random())
        .handle(core.settings().access().adminPassword().map(Password::new));
  }

  List<Routes> routes(Rotation rotation) {
    var people = new People(ports.users(), ports.roles());
    var routes = new ArrayList<Routes>();
    var membership =
        new Membership(core, ports, registration(), throttling(), foundCompany, addUser);
    var logins = new Logins(core, ports, hasher, policy, people, throttling());
    routes.add(logins.routes(tokens, membership.register(), registration()));
    routes.add(logins.own());
    routes.addAll(membership.routes(people, rotation));
    routes.addAll(
        new Staff(core, ports, rotation, new Staff.Newcomers(addUser, hasher, policy), people)
            .routes());
    return routes;
  }

  private Registration registration() {
    var access = core.settings().access();
    return new Registration(
        Registration.Mode.valueOf(access.registration().name()),
        access.registrationCompany() == RegistrationCompany.OWN);
  }

  @Override
  public void close() {
    hasher.close();
  }
}
