package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.account.ForgotPassword;
import dev.switchboard.application.account.PasswordHasher;
import dev.switchboard.application.account.PasswordPolicy;
import dev.switchboard.application.account.ResetPassword;
import dev.switchboard.application.account.SendResetLink;
import dev.switchboard.application.outbound.LaneHandler;
import dev.switchboard.application.throttle.Throttling;
import dev.switchboard.persistence.account.PostgresResetTokens;
import dev.switchboard.web.Routes;
import dev.switchboard.web.account.ResetRoutes;

/** Forgotten passwords: asked for, looked up by the workers of mail, replaced by a mailed token. */
record Resets(Routes routes, LaneHandler handler) {
  static Resets of(
      Core core, Ports ports, PasswordHasher hasher, PasswordPolicy policy, Throttling throttling) {
    var tokens = new PostgresResetTokens(core.database());
    var mail = core.settings().mail();
    var forgot =
        new ForgotPassword(
            core.transactions(),
            throttling,
            ports.companies(),
            ports.outbox(),
            Mail.seals(core),
            core.ids(),
            core.clock());
    var reset =
        new ResetPassword(
            core.transactions(),
            ports.users(),
            ports.companies(),
            ports.sessions(),
            tokens,
            hasher,
            policy,
            ports.revocations(),
            ports.notices(),
            throttling,
            ports.audit(),
            core.clock());
    var send =
        new SendResetLink(
            Mail.seals(core),
            ports.lanes(),
            core.transactions(),
            ports.users(),
            tokens,
            core.random(),
            ports.notices(),
            ports.audit(),
            mail.resetLife(),
            core.clock());
    return new Resets(new ResetRoutes(forgot, reset, throttling.quotas(), mail.resets()), send);
  }
}
