package dev.switchboard.web.account;

import dev.switchboard.application.account.AddRole;
import dev.switchboard.application.account.EditRole;
import dev.switchboard.application.account.RemoveRole;
import dev.switchboard.application.account.Roles;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.Role;
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
import java.util.List;
import java.util.Optional;

/** {@code /auth/roles}: the roles of the caller's company. */
public final class RoleRoutes implements Routes {
  private static final Access SEE = Access.anyOf(Permission.ROLE_MANAGE, Permission.USER_MANAGE);
  private static final Access MANAGE = Access.anyOf(Permission.ROLE_MANAGE);

  private final Roles roles;
  private final AddRole addRole;
  private final EditRole editRole;
  private final RemoveRole removeRole;

  public RoleRoutes(Roles roles, AddRole addRole, EditRole editRole, RemoveRole removeRole) {
    this.roles = roles;
    this.addRole = addRole;
    this.editRole = editRole;
    this.removeRole = removeRole;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    Mounts.AUTH.each("/roles", path -> routes.get(path, this::list, SEE));
    Mounts.AUTH.each("/roles", path -> routes.post(path, this::add, MANAGE, Idempotent.BY_KEY));
    Mounts.AUTH.each("/roles/{id}", path -> routes.get(path, this::one, SEE));
    Mounts.AUTH.each("/roles/{id}", path -> routes.put(path, this::edit, MANAGE));
    Mounts.AUTH.each("/roles/{id}", path -> routes.delete(path, this::remove, MANAGE));
  }

  private void list(Context context) {
    context.json(lines(context, roles.of(StaffRoutes.company(context))));
  }

  /** Oldest first: there are few, and the system's stand at the top. */
  static List<RoleLine> lines(Context context, List<Role> roles) {
    return roles.stream()
        .skip(Requests.skip(context))
        .limit(Requests.limit(context))
        .map(RoleLine::of)
        .toList();
  }

  private void one(Context context) {
    context.json(RoleLine.of(find(roles, Requests.caller(context).company(), role(context))));
  }

  static Role find(Roles roles, CompanyId company, RoleId id) {
    return roles.of(company).stream()
        .filter(role -> role.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new Missing("role_not_found", "Role not found").asException());
  }

  private void add(Context context) {
    add(context, addRole, Mounts.AUTH.paths().getLast() + "/roles/");
  }

  static void add(Context context, AddRole addRole, String where) {
    var body = Requests.body(context, RoleLine.Body.class);
    var role =
        addRole.handle(
            new AddRole.Command(
                Requests.caller(context), Optional.ofNullable(body.slug()), body.draft()));
    context
        .status(HttpStatus.CREATED)
        .header(Header.LOCATION, where + role.id())
        .json(RoleLine.of(role));
  }

  private void edit(Context context) {
    edit(context, editRole);
  }

  static void edit(Context context, EditRole editRole) {
    var changes = Requests.body(context, RoleLine.Body.class).changes();
    var command = new EditRole.Command(Requests.caller(context), role(context), changes);
    context.json(RoleLine.of(editRole.handle(command)));
  }

  private void remove(Context context) {
    removeRole.handle(new RemoveRole.Command(Requests.caller(context), role(context), false));
    context.json(new AuthRoutes.Done("Role deleted successfully"));
  }

  static RoleId role(Context context) {
    return new RoleId(Requests.id(context, "id"));
  }
}
