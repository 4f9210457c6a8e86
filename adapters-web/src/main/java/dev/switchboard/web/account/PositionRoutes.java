package dev.switchboard.web.account;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.switchboard.application.account.AddRole;
import dev.switchboard.application.account.EditRole;
import dev.switchboard.application.account.GiveRoles;
import dev.switchboard.application.account.People;
import dev.switchboard.application.account.RemoveRole;
import dev.switchboard.application.account.Roles;
import dev.switchboard.application.account.UserView;
import dev.switchboard.application.account.Users;
import dev.switchboard.application.account.Workload;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.web.Access;
import dev.switchboard.web.EntityTags;
import dev.switchboard.web.Idempotent;
import dev.switchboard.web.Mounts;
import dev.switchboard.web.Requests;
import dev.switchboard.web.Routes;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Positions, as one ancestor calls roles: there somebody has one of them, and one that is in use is
 * not deleted.
 */
public final class PositionRoutes implements Routes {
  private static final Access MANAGE = Access.anyOf(Permission.POSITION_MANAGE);
  private static final Access ASSIGN = Access.anyOf(Permission.POSITION_ASSIGN);
  private static final Access SEE =
      Access.anyOf(Permission.POSITION_MANAGE, Permission.POSITION_ASSIGN);
  private static final Access CODES =
      Access.anyOf(Permission.POSITION_MANAGE, Permission.ROLE_MANAGE);

  record AssignBody(Long positionId) {}

  record Removed(boolean success, long positionId, String message) {}

  record Code(String code, String label, String description) {
    static Code of(Permission permission) {
      var words = permission.code().replace(':', ' ');
      return new Code(
          permission.code(),
          Character.toUpperCase(words.charAt(0)) + words.substring(1),
          permission.label());
    }
  }

  /**
   * @param position the one that says most; null without any
   * @param assignedChatCount chats that are theirs and not resolved
   */
  record Colleague(@JsonUnwrapped UserView user, RoleLine position, long assignedChatCount) {}

  private final Roles roles;
  private final AddRole addRole;
  private final EditRole editRole;
  private final RemoveRole removeRole;
  private final GiveRoles giveRoles;
  private final People people;
  private final Workload workload;

  public PositionRoutes(
      Roles roles,
      AddRole addRole,
      EditRole editRole,
      RemoveRole removeRole,
      GiveRoles giveRoles,
      People people,
      Workload workload) {
    this.roles = roles;
    this.addRole = addRole;
    this.editRole = editRole;
    this.removeRole = removeRole;
    this.giveRoles = giveRoles;
    this.people = people;
    this.workload = workload;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    Mounts.POSITIONS.each("", path -> routes.get(path, this::list, SEE));
    Mounts.POSITIONS.each("", path -> routes.post(path, this::add, MANAGE, Idempotent.BY_KEY));
    Mounts.POSITIONS.each("/{id}", path -> routes.get(path, this::one, SEE));
    Mounts.POSITIONS.each("/{id}", path -> routes.put(path, this::edit, MANAGE));
    Mounts.POSITIONS.each("/{id}", path -> routes.delete(path, this::remove, MANAGE));
    Mounts.PERMISSIONS.each("/codes", path -> routes.get(path, this::codes, CODES));
    Mounts.USERS.each("/roster", path -> routes.get(path, this::roster, SEE));
    Mounts.USERS.each("/{id}/position", path -> routes.post(path, this::assign, ASSIGN));
  }

  private void list(Context context) {
    context.json(RoleRoutes.lines(context, roles.of(Requests.caller(context).company())));
  }

  private void one(Context context) {
    context.json(
        RoleLine.of(
            RoleRoutes.find(roles, Requests.caller(context).company(), RoleRoutes.role(context))));
  }

  private void add(Context context) {
    RoleRoutes.add(context, addRole, Mounts.POSITIONS.paths().getFirst() + "/");
  }

  private void edit(Context context) {
    RoleRoutes.edit(context, editRole);
  }

  private void remove(Context context) {
    var position = RoleRoutes.role(context);
    removeRole.handle(new RemoveRole.Command(Requests.caller(context), position, true));
    context.json(new Removed(true, position.value(), "Position deleted successfully"));
  }

  private void codes(Context context) {
    context.json(Stream.of(Permission.values()).map(Code::of).toList());
  }

  private void assign(Context context) {
    var position =
        Optional.ofNullable(Requests.body(context, AssignBody.class).positionId())
            .map(RoleId::new)
            .map(Set::of)
            .orElse(Set.of());
    var user = new UserId(Requests.id(context, "id"));
    var command =
        new GiveRoles.Command(Requests.caller(context), user, position, EntityTags.seen(context));
    UserRoutes.show(context, people.show(giveRoles.handle(command)));
  }

  private void roster(Context context) {
    var company = Requests.caller(context).company();
    var page =
        people.page(company, Users.Filter.ALL, Requests.skip(context), Requests.limit(context));
    var open =
        workload.openChats(company, page.stream().map(user -> new UserId(user.id())).toList());
    var known = roles.of(company);
    var lines =
        page.stream()
            .map(
                user ->
                    new Colleague(
                        user, position(user, known), open.getOrDefault(new UserId(user.id()), 0L)))
            .toList();
    Page.answer(context, lines, () -> people.count(company, Users.Filter.ALL));
  }

  private static RoleLine position(UserView user, List<Role> known) {
    return user.roles().stream()
        .flatMap(slug -> known.stream().filter(role -> role.slug().equals(slug)))
        .findFirst()
        .map(RoleLine::of)
        .orElse(null);
  }
}
