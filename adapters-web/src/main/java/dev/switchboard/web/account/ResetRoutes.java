package dev.switchboard.web.account;

import static dev.switchboard.web.account.PersonBody.required;

import dev.switchboard.application.account.ForgotPassword;
import dev.switchboard.application.account.ResetPassword;
import dev.switchboard.application.throttle.Throttling.Quotas;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.Password;
import dev.switchboard.web.Access;
import dev.switchboard.web.Mounts;
import dev.switchboard.web.RateLimits;
import dev.switchboard.web.Requests;
import dev.switchboard.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;

/** {@code /auth}: a forgotten password is replaced by mail. Where that is switched off: 404. */
public final class ResetRoutes implements Routes {
  private static final AuthRoutes.Done ASKED =
      new AuthRoutes.Done("If an account exists for that email, a reset link has been sent.");

  record ForgotBody(String email) {}

  /** An ancestor's server wanted {@code new_password}, its frontend sends {@code password}. */
  record ResetBody(String token, String password, String newPassword) {
    String wanted() {
      return required("password", password != null ? password : newPassword);
    }
  }

  private final ForgotPassword forgotPassword;
  private final ResetPassword resetPassword;
  private final Quotas quotas;
  private final boolean enabled;

  public ResetRoutes(
      ForgotPassword forgotPassword, ResetPassword resetPassword, Quotas quotas, boolean enabled) {
    this.forgotPassword = forgotPassword;
    this.resetPassword = resetPassword;
    this.quotas = quotas;
    this.enabled = enabled;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    Mounts.AUTH.each("/forgot-password", path -> routes.post(path, this::forgot, Access.PUBLIC));
    Mounts.AUTH.each("/reset-password", path -> routes.post(path, this::reset, Access.PUBLIC));
  }

  private void forgot(Context context) {
    requireEnabled();
    RateLimits.policies(context, List.of(quotas.forgotPassword()));
    var email = required("email", Requests.body(context, ForgotBody.class).email());
    var wanted = new EmailAddress(email);
    var address = Optional.of(Requests.address(context));
    forgotPassword.handle(new ForgotPassword.Command(wanted, address));
    context.json(ASKED);
  }

  private void reset(Context context) {
    requireEnabled();
    RateLimits.policies(context, List.of(quotas.resetPassword()));
    var body = Requests.body(context, ResetBody.class);
    var address = Optional.of(Requests.address(context));
    var command =
        new ResetPassword.Command(
            required("token", body.token()), new Password(body.wanted()), address);
    resetPassword.handle(command);
    context.json(new AuthRoutes.Done("Password reset successfully"));
  }

  private void requireEnabled() {
    if (!enabled) {
      throw new Missing("not_found", "Not found").asException();
    }
  }
}
