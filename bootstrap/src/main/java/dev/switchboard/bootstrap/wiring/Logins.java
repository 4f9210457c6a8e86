package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.account.AccessTokens;
import dev.switchboard.application.account.ChangePassword;
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
import dev.switchboard.application.account.Register;
import dev.switchboard.application.account.Registration;
import dev.switchboard.application.account.SessionRules;
import dev.switchboard.application.account.UpdateProfile;
import dev.switchboard.application.throttle.Throttling;
import dev.switchboard.web.Routes;
import dev.switchboard.web.account.AuthRoutes;
import dev.switchboard.web.account.MeRoutes;

/** Getting in, staying in and getting out. */
final class Logins {
  private final Core core;
  private final Ports ports;
  private final PasswordHasher hasher;
  private final PasswordPolicy policy;
  private final People people;
  private final Throttling throttling;

  Logins(
      Core core,
      Ports ports,
      PasswordHasher hasher,
      PasswordPolicy policy,
      People people,
      Throttling throttling) {
    this.core = core;
    this.ports = ports;
    this.hasher = hasher;
    this.policy = policy;
    this.people = people;
    this.throttling = throttling;
  }

  Routes routes(AccessTokens tokens, Register register, Registration registration) {
    var access = core.settings().access();
    var issue =
        new IssueTokens(
            tokens,
            ports.refreshTokens(),
            new RefreshSecrets(core.random(), core.secrets().refreshKey()),
            access.accessTokenLife());
    return new AuthRoutes(
        register,
        new LogIn(
            core.transactions(),
            ports.users(),
            new OpenSession(
                core.transactions(),
                ports.sessions(),
                ports.revocations(),
                sessionRules(),
                core.ids()),
            hasher,
            issue,
            throttling,
            ports.audit(),
            core.clock()),
        new RefreshSession(
            core.transactions(),
            ports.users(),
            ports.sessions(),
            ports.refreshTokens(),
            issue,
            ports.revocations(),
            ports.notices(),
            throttling,
            ports.audit(),
            core.clock()),
        new LogOut(
            core.transactions(),
            ports.sessions(),
            ports.refreshTokens(),
            ports.revocations(),
            throttling,
            ports.audit(),
            core.clock()),
        people,
        registration,
        throttling.quotas(),
        core.settings().mail().resets());
  }

  private SessionRules sessionRules() {
    var limits = core.settings().accounts();
    return new SessionRules(core.settings().access().refreshTokenLife(), limits.sessions());
  }

  /** Of one who is logged in: their data, their password, their sessions. */
  Routes own() {
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
            ports.revocations(),
            ports.notices(),
            throttling,
            ports.audit(),
            core.clock()),
        throttling.quotas(),
        new OwnSessions(
            core.transactions(),
            ports.rights(),
            ports.sessions(),
            ports.revocations(),
            ports.audit(),
            core.clock()));
  }
}
