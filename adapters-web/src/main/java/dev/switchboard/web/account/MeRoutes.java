package dev.switchboard.web.account;

import static dev.switchboard.web.account.PersonBody.required;

import dev.switchboard.application.account.ChangePassword;
import dev.switchboard.application.account.OwnSessions;
import dev.switchboard.application.account.People;
import dev.switchboard.application.account.UpdateProfile;
import dev.switchboard.application.throttle.Throttling.Quotas;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection.Unauthenticated;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.web.Access;
import dev.switchboard.web.EntityTags;
import dev.switchboard.web.Mounts;
import dev.switchboard.web.RateLimits;
import dev.switchboard.web.Requests;
import dev.switchboard.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** {@code /auth/me} and what else is the caller's own: the password, the sessions. */
public final class MeRoutes implements Routes {
  record PasswordBody(String currentPassword, String newPassword) {}

  record PhoneBody(String phoneNumber, String contactNumber) {}

  record Done(String message) {}

  private final People people;
  private final UpdateProfile updateProfile;
  private final ChangePassword changePassword;
  private final Quotas quotas;
  private final OwnSessions ownSessions;

  public MeRoutes(
      People people,
      UpdateProfile updateProfile,
      ChangePassword changePassword,
      Quotas quotas,
      OwnSessions ownSessions) {
    this.people = people;
    this.updateProfile = updateProfile;
    this.changePassword = changePassword;
    this.quotas = quotas;
    this.ownSessions = ownSessions;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    var own = Access.AUTHENTICATED;
    Mounts.AUTH.each("/me", path -> routes.get(path, this::me, own));
    Mounts.AUTH.each("/me", path -> routes.put(path, this::update, own));
    Mounts.AUTH.each("/me", path -> routes.patch(path, this::update, own));
    Mounts.AUTH.each("/me/phone", path -> routes.put(path, this::phone, own));
    Mounts.AUTH.each("/me/password", path -> routes.put(path, this::password, own));
    Mounts.AUTH.each("/change-password", path -> routes.post(path, this::changePassword, own));
    Mounts.AUTH.each("/change-password", path -> routes.put(path, this::changePassword, own));
    Mounts.AUTH.each("/sessions", path -> routes.get(path, this::sessions, own));
    Mounts.AUTH.each("/sessions/{id}", path -> routes.delete(path, this::endSession, own));
  }

  private void me(Context context) {
    var caller = Requests.caller(context);
    UserRoutes.show(
        context,
        people
            .find(caller.company(), caller.user())
            .orElseThrow(
                () ->
                    new Unauthenticated("invalid_token", "Could not validate credentials")
                        .asException()));
  }

  private void update(Context context) {
    update(context, Requests.body(context, MeBody.class).toChanges());
  }

  private void phone(Context context) {
    var body = Requests.body(context, PhoneBody.class);
    var number = body.phoneNumber() == null ? body.contactNumber() : body.phoneNumber();
    update(context, MeBody.reachedAt(required("phone_number", number)));
  }

  private void update(Context context, UpdateProfile.Changes changes) {
    var command =
        new UpdateProfile.Command(Requests.caller(context), changes, EntityTags.seen(context));
    UserRoutes.show(context, people.show(updateProfile.handle(command)));
  }

  private void password(Context context) {
    RateLimits.policies(context, List.of(quotas.login(), quotas.loginAddress()));
    var body = Requests.body(context, PasswordBody.class);
    changePassword.handle(
        new ChangePassword.Command(
            Requests.caller(context),
            new Password(required("current_password", body.currentPassword())),
            new Password(required("new_password", body.newPassword()))));
    context.json(new Done("Password updated successfully"));
  }

  /** The ancestor that has this path answers 401 where the other answers 400. */
  private void changePassword(Context context) {
    try {
      password(context);
    } catch (Rejected e) {
      if (e.reason().equals(ChangePassword.WRONG)) {
        throw new Unauthenticated(e.reason().code(), e.reason().detail()).asException();
      }
      throw e;
    }
  }

  private void sessions(Context context) {
    var caller = Requests.caller(context);
    context.json(
        ownSessions.of(caller).stream()
            .map(session -> SessionLine.of(session, caller.session()))
            .skip(Requests.skip(context))
            .limit(Requests.limit(context))
            .toList());
  }

  private void endSession(Context context) {
    ownSessions.end(Requests.caller(context), new SessionId(Requests.id(context, "id")));
    context.json(new Done("Session terminated successfully"));
  }
}
