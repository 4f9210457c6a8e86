package dev.switchboard.web.account;

import static dev.switchboard.web.account.PersonBody.required;

import dev.switchboard.application.account.Invitations;
import dev.switchboard.application.account.Invite;
import dev.switchboard.application.account.RoleChoice;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.Invitation;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.web.Access;
import dev.switchboard.web.Idempotent;
import dev.switchboard.web.Mounts;
import dev.switchboard.web.Requests;
import dev.switchboard.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** {@code /api/admin/invitations}: who was asked to join. The token is mailed and never shown. */
public final class InvitationRoutes implements Routes {
  private static final Access INVITE = Access.anyOf(Permission.USER_INVITE);

  record Body(String email, String role, Long positionId) {}

  record Done(String message) {}

  /**
   * @param status {@code pending}, {@code accepted}, {@code revoked}, {@code expired}
   */
  record Line(
      long id,
      String email,
      long roleId,
      long invitedBy,
      String status,
      Instant createdAt,
      Instant expiresAt,
      Instant acceptedAt) {
    static Line of(Invitation invitation, Instant now) {
      return new Line(
          invitation.id(),
          invitation.email().value(),
          invitation.role().value(),
          invitation.invitedBy().value(),
          invitation.stateAt(now).name().toLowerCase(Locale.ROOT),
          invitation.createdAt(),
          invitation.expiresAt(),
          invitation.acceptedAt().orElse(null));
    }
  }

  private final Invite invite;
  private final Invitations invitations;
  private final Clock clock;

  public InvitationRoutes(Invite invite, Invitations invitations, Clock clock) {
    this.invite = invite;
    this.invitations = invitations;
    this.clock = clock;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    Mounts.ADMIN.each("/invitations", path -> routes.get(path, this::list, INVITE));
    Mounts.ADMIN.each(
        "/invitations", path -> routes.post(path, this::create, INVITE, Idempotent.BY_KEY));
    Mounts.ADMIN.each("/invitations/{id}", path -> routes.delete(path, this::revoke, INVITE));
  }

  private void list(Context context) {
    var now = clock.instant();
    var company = Requests.caller(context).company();
    context.json(
        invitations.page(company, Requests.skip(context), Requests.limit(context)).stream()
            .map(invitation -> Line.of(invitation, now))
            .toList());
  }

  private void create(Context context) {
    var body = Requests.body(context, Body.class);
    var choice =
        new RoleChoice(
            Optional.ofNullable(body.role()).filter(role -> !role.isBlank()),
            Optional.ofNullable(body.positionId()).map(RoleId::new));
    var email = new EmailAddress(required("email", body.email()));
    var made = invite.handle(new Invite.Command(Requests.caller(context), email, choice));
    context
        .status(HttpStatus.CREATED)
        .header(Header.LOCATION, Mounts.ADMIN.paths().getFirst() + "/invitations/" + made.id())
        .json(Line.of(made, clock.instant()));
  }

  private void revoke(Context context) {
    invite.revoke(Requests.caller(context), Requests.id(context, "id"));
    context.json(new Done("Invitation revoked"));
  }
}
