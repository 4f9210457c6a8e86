package dev.switchboard.web.account;

import dev.switchboard.application.account.CreateUser;
import dev.switchboard.application.account.DeleteUser;
import dev.switchboard.application.account.GiveRoles;
import dev.switchboard.application.account.People;
import dev.switchboard.application.account.SetActive;
import dev.switchboard.application.account.SetSuperuser;
import dev.switchboard.application.account.Superusers;
import dev.switchboard.application.account.UserView;
import dev.switchboard.application.account.Users;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.web.Access;
import dev.switchboard.web.EntityTags;
import dev.switchboard.web.Idempotent;
import dev.switchboard.web.Mounts;
import dev.switchboard.web.Requests;
import dev.switchboard.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * {@code /auth/users}: administrators of a company look after its users, superusers after
 * everybody's. Lists are plain arrays here, also for a request that carries {@code skip}.
 */
public final class StaffRoutes implements Routes {
  private static final Access MANAGE = Access.anyOf(Permission.USER_MANAGE);

  record SuperuserBody(Boolean isSuperuser) {}

  record RolesBody(List<Long> roleIds) {
    Set<RoleId> ids() {
      if (roleIds == null || roleIds.stream().anyMatch(Objects::isNull)) {
        throw Invalid.field("role_ids", "missing", "role_ids must be a list of ids").asException();
      }
      var ids = new HashSet<RoleId>();
      roleIds.forEach(id -> ids.add(new RoleId(id)));
      return ids;
    }
  }

  private final People people;
  private final Superusers superusers;
  private final CreateUser createUser;
  private final SetActive setActive;
  private final SetSuperuser setSuperuser;
  private final GiveRoles giveRoles;
  private final DeleteUser deleteUser;

  public StaffRoutes(
      People people,
      Superusers superusers,
      CreateUser createUser,
      SetActive setActive,
      SetSuperuser setSuperuser,
      GiveRoles giveRoles,
      DeleteUser deleteUser) {
    this.people = people;
    this.superusers = superusers;
    this.createUser = createUser;
    this.setActive = setActive;
    this.setSuperuser = setSuperuser;
    this.giveRoles = giveRoles;
    this.deleteUser = deleteUser;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    Mounts.AUTH.each("/users", path -> routes.get(path, this::list, MANAGE));
    Mounts.AUTH.each("/users", path -> routes.post(path, this::create, MANAGE, Idempotent.BY_KEY));
    Mounts.AUTH.each("/users/{id}", path -> routes.get(path, this::one, MANAGE));
    Mounts.AUTH.each("/users/{id}", path -> routes.delete(path, this::delete, MANAGE));
    Mounts.AUTH.each("/users/{id}/disable", path -> routes.put(path, this::disable, MANAGE));
    Mounts.AUTH.each("/users/{id}/enable", path -> routes.put(path, this::enable, MANAGE));
    Mounts.AUTH.each(
        "/users/{id}/superuser", path -> routes.put(path, this::rank, Access.SUPERUSER));
    Mounts.AUTH.each("/users/{id}/roles", path -> routes.get(path, this::roles, MANAGE));
    Mounts.AUTH.each("/users/{id}/roles", path -> routes.put(path, this::give, MANAGE));
  }

  private void list(Context context) {
    context.json(
        people.page(
            company(context), filter(context), Requests.skip(context), Requests.limit(context)));
  }

  /** The caller's own, or for superusers the one they ask for. */
  static CompanyId company(Context context) {
    var caller = Requests.caller(context);
    return caller.superuser()
        ? Requests.longParam(context, "company_id").map(CompanyId::new).orElse(caller.company())
        : caller.company();
  }

  static Users.Filter filter(Context context) {
    var role =
        Requests.text(context, "role")
            .map(slug -> SystemRole.of(slug).map(SystemRole::slug).orElse(slug));
    return new Users.Filter(false, !Requests.flag(context, "include_inactive").orElse(true), role);
  }

  private void create(Context context) {
    var rank = Requests.body(context, UserRoutes.RankBody.class);
    UserRoutes.created(
        context,
        people.show(
            createUser.handle(
                new CreateUser.Command(
                    Requests.caller(context),
                    Optional.ofNullable(rank.companyId()).map(CompanyId::new),
                    Optional.of(rank.named().orElse(SystemRole.MEMBER.slug())),
                    Optional.ofNullable(rank.positionId()).map(RoleId::new),
                    Requests.body(context, PersonBody.class).toNewUser()))));
  }

  private void one(Context context) {
    UserRoutes.show(context, found(context));
  }

  private UserView found(Context context) {
    var id = user(context);
    return people
        .find(superusers.companyOf(Requests.caller(context), id), id)
        .orElseThrow(() -> new Missing("user_not_found", "User not found").asException());
  }

  private void delete(Context context) {
    deleteUser.handle(
        new DeleteUser.Command(Requests.caller(context), user(context), EntityTags.seen(context)));
    context.json(new AuthRoutes.Done("User deleted successfully"));
  }

  private void disable(Context context) {
    done(context, activated(context, false), "User disabled successfully");
  }

  private void enable(Context context) {
    done(context, activated(context, true), "User enabled successfully");
  }

  private User activated(Context context, boolean active) {
    return setActive.handle(
        new SetActive.Command(
            Requests.caller(context), user(context), active, EntityTags.seen(context)));
  }

  private void rank(Context context) {
    var wanted =
        Requests.flag(context, "is_superuser")
            .or(
                () ->
                    Requests.optionalBody(context, SuperuserBody.class)
                        .map(SuperuserBody::isSuperuser))
            .orElseThrow(
                () ->
                    Invalid.field("is_superuser", "missing", "is_superuser is required")
                        .asException());
    var ranked =
        setSuperuser.handle(
            new SetSuperuser.Command(
                Requests.caller(context), user(context), wanted, EntityTags.seen(context)));
    done(context, ranked, "User superuser status updated successfully");
  }

  private void roles(Context context) {
    var user = found(context);
    EntityTags.show(context, user.revision());
    context.json(
        people.rolesOf(new CompanyId(user.companyId()), new UserId(user.id())).stream()
            .map(RoleLine::of)
            .toList());
  }

  private void give(Context context) {
    var roles = Requests.body(context, RolesBody.class).ids();
    var given =
        giveRoles.handle(
            new GiveRoles.Command(
                Requests.caller(context), user(context), roles, EntityTags.seen(context)));
    done(context, given, "User roles updated successfully");
  }

  private static void done(Context context, User changed, String message) {
    EntityTags.show(context, changed.revision());
    context.json(new AuthRoutes.Done(message));
  }

  private static UserId user(Context context) {
    return new UserId(Requests.id(context, "id"));
  }
}
