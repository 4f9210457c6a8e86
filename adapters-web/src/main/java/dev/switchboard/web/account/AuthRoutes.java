package dev.switchboard.web.account;

import static dev.switchboard.web.account.PersonBody.required;

import dev.switchboard.application.account.LogIn;
import dev.switchboard.application.account.LogOut;
import dev.switchboard.application.account.People;
import dev.switchboard.application.account.RefreshSession;
import dev.switchboard.application.account.Register;
import dev.switchboard.application.account.Registration;
import dev.switchboard.application.account.TokenPair;
import dev.switchboard.application.account.UserView;
import dev.switchboard.application.throttle.Throttling.Quotas;
import dev.switchboard.domain.user.LoginName;
import dev.switchboard.domain.user.Password;
import dev.switchboard.web.Access;
import dev.switchboard.web.Mounts;
import dev.switchboard.web.RateLimits;
import dev.switchboard.web.Requests;
import dev.switchboard.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.javalin.http.UnsupportedMediaTypeResponse;
import java.util.List;
import java.util.Optional;

/** {@code /auth}: getting in, staying in, getting out. Answers with tokens are never cached. */
public final class AuthRoutes implements Routes {
  private static final String FORM = "application/x-www-form-urlencoded";

  record LoginBody(String username, String email, String identifier, String password) {
    String who() {
      if (identifier != null) {
        return identifier;
      }
      return required("username", username != null ? username : email);
    }
  }

  /** Beside what {@link PersonBody} takes from the same body. */
  record InvitationBody(String invitation) {}

  record RefreshBody(String refreshToken) {}

  record LoggedIn(
      String accessToken, String refreshToken, String tokenType, long expiresIn, UserView user) {}

  record Refreshed(String accessToken, String refreshToken, String tokenType, long expiresIn) {}

  record Offer(boolean allowPublicSignup, boolean forgotPasswordEnabled) {}

  record Done(String message) {}

  private final Register register;
  private final LogIn logIn;
  private final RefreshSession refreshSession;
  private final LogOut logOut;
  private final People people;
  private final Registration registration;
  private final Quotas quotas;
  private final boolean forgottenReplaced;

  /**
   * @param forgottenReplaced whether {@link ResetRoutes} are there
   */
  public AuthRoutes(
      Register register,
      LogIn logIn,
      RefreshSession refreshSession,
      LogOut logOut,
      People people,
      Registration registration,
      Quotas quotas,
      boolean forgottenReplaced) {
    this.register = register;
    this.logIn = logIn;
    this.refreshSession = refreshSession;
    this.logOut = logOut;
    this.people = people;
    this.registration = registration;
    this.quotas = quotas;
    this.forgottenReplaced = forgottenReplaced;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    Mounts.AUTH.each("/register", path -> routes.post(path, this::register, Access.PUBLIC));
    Mounts.AUTH.each("/signup", path -> routes.post(path, this::register, Access.PUBLIC));
    Mounts.AUTH.each("/login", path -> routes.post(path, this::logIn, Access.PUBLIC));
    Mounts.AUTH.each("/token", path -> routes.post(path, this::token, Access.PUBLIC));
    Mounts.AUTH.each("/refresh", path -> routes.post(path, this::refresh, Access.PUBLIC));
    Mounts.AUTH.each("/config", path -> routes.get(path, this::config, Access.PUBLIC));
    Mounts.AUTH.each("/logout", path -> routes.post(path, this::logOut, Access.PROVABLE));
    Mounts.AUTH.each(
        "/logout-all", path -> routes.post(path, this::logOutEverywhere, Access.AUTHENTICATED));
  }

  private void register(Context context) {
    RateLimits.policies(context, List.of(quotas.register()));
    var newcomer = Requests.body(context, PersonBody.class).toNewcomer();
    var invitation = Requests.body(context, InvitationBody.class).invitation();
    var user =
        register.handle(
            new Register.Command(
                newcomer,
                Optional.ofNullable(invitation).filter(token -> !token.isBlank()),
                Optional.of(Requests.address(context))));
    UserRoutes.created(context, people.show(user));
  }

  private void logIn(Context context) {
    var body = Requests.body(context, LoginBody.class);
    logIn(context, body.who(), required("password", body.password()));
  }

  /** The password form of OAuth 2. */
  private void token(Context context) {
    if (!Requests.mediaType(context).orElse(FORM).equals(FORM) || !Requests.utf8(context)) {
      throw new UnsupportedMediaTypeResponse("The body must be " + FORM + " in UTF-8");
    }
    var username = required("username", context.formParam("username"));
    logIn(context, username, required("password", context.formParam("password")));
  }

  private void logIn(Context context, String who, String password) {
    RateLimits.policies(context, List.of(quotas.login(), quotas.loginAddress()));
    var in =
        logIn.handle(
            new LogIn.Command(
                LoginName.meantBy(who),
                new Password(password),
                Optional.ofNullable(context.userAgent()),
                Optional.of(Requests.address(context))));
    var tokens = in.tokens();
    noStore(context)
        .json(
            new LoggedIn(
                tokens.accessToken(),
                tokens.refreshToken(),
                "bearer",
                tokens.expiresIn().toSeconds(),
                people.show(in.user())));
  }

  private void refresh(Context context) {
    RateLimits.policies(context, List.of(quotas.refresh()));
    var body = Requests.body(context, RefreshBody.class);
    var presented = required("refresh_token", body.refreshToken());
    var address = Optional.of(Requests.address(context));
    TokenPair tokens = refreshSession.handle(presented, address);
    noStore(context)
        .json(
            new Refreshed(
                tokens.accessToken(),
                tokens.refreshToken(),
                "bearer",
                tokens.expiresIn().toSeconds()));
  }

  private void config(Context context) {
    context.json(new Offer(registration.open(), forgottenReplaced));
  }

  /** The session of the access token; a refresh token in the body ends with it, or alone. */
  private void logOut(Context context) {
    var token = Requests.optionalBody(context, RefreshBody.class).map(RefreshBody::refreshToken);
    if (token.isPresent() && Requests.knownCaller(context).isEmpty()) {
      RateLimits.policies(context, List.of(quotas.refresh()));
      logOut.handle(token.get(), Optional.of(Requests.address(context)));
    } else {
      logOut.handle(Requests.caller(context), token);
    }
    context.json(new Done("Successfully logged out"));
  }

  private void logOutEverywhere(Context context) {
    logOut.everywhere(Requests.caller(context));
    context.status(HttpStatus.OK).json(new Done("Successfully logged out from all devices"));
  }

  private static Context noStore(Context context) {
    return context.header(Header.CACHE_CONTROL, "no-store");
  }
}
