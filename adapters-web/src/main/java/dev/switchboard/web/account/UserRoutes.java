package dev.switchboard.web.account;

import dev.switchboard.application.account.CreateUser;
import dev.switchboard.application.account.People;
import dev.switchboard.application.account.ReplacePassword;
import dev.switchboard.application.account.SetActive;
import dev.switchboard.application.account.SetChatRouting;
import dev.switchboard.application.account.UserView;
import dev.switchboard.application.account.Users;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.Permission;
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
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import java.util.function.Function;

/** {@code /api/users} and {@code /api/admin/users}: the users of the caller's company. */
public final class UserRoutes implements Routes {
  private static final Access LIST =
      Access.anyOf(
          Permission.USER_MANAGE,
          Permission.USER_INVITE,
          Permission.POSITION_MANAGE,
          Permission.POSITION_ASSIGN);
  private static final Access MANAGE = Access.anyOf(Permission.POSITION_MANAGE);
  private static final Access KEYS = Access.anyOf(Permission.USER_MANAGE);
  private static final Access INVITE = Access.anyOf(Permission.USER_INVITE);

  record ActiveBody(Boolean isActive) {}

  record PasswordBody(String newPassword) {}

  record RoutingBody(Boolean canReceiveNewChats) {}

  /** Beside what {@link PersonBody} takes from the same body. */
  record RankBody(Long companyId, String role, Long positionId) {
    Optional<String> named() {
      return Optional.ofNullable(role).filter(name -> !name.isBlank());
    }
  }

  private final People people;
  private final CreateUser createUser;
  private final SetActive setActive;
  private final SetChatRouting setChatRouting;
  private final ReplacePassword replacePassword;

  public UserRoutes(
      People people,
      CreateUser createUser,
      SetActive setActive,
      SetChatRouting setChatRouting,
      ReplacePassword replacePassword) {
    this.people = people;
    this.createUser = createUser;
    this.setActive = setActive;
    this.setChatRouting = setChatRouting;
    this.replacePassword = replacePassword;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    Mounts.USERS.each("", path -> routes.get(path, this::list, LIST));
    Mounts.USERS.each("/agents", path -> routes.get(path, this::agents, Access.AUTHENTICATED));
    Mounts.USERS.each("/{id}/active", path -> routes.patch(path, this::activate, MANAGE));
    Mounts.USERS.each("/{id}/chat-routing", path -> routes.patch(path, this::route, MANAGE));
    Mounts.ADMIN.each("/users", path -> routes.post(path, this::create, INVITE, Idempotent.BY_KEY));
    Mounts.ADMIN.each(
        "/users/{id}/reset-password", path -> routes.post(path, this::replacePassword, KEYS));
  }

  private void list(Context context) {
    page(context, StaffRoutes.filter(context), user -> user);
  }

  private void agents(Context context) {
    var inactiveToo = Requests.flag(context, "include_inactive").orElse(false);
    var whole = LIST.admits(Requests.caller(context));
    page(context, new Users.Filter(true, !inactiveToo), user -> whole ? user : AgentLine.of(user));
  }

  private void page(Context context, Users.Filter filter, Function<UserView, Object> line) {
    var company = Requests.caller(context).company();
    var page =
        people.page(company, filter, Requests.skip(context), Requests.limit(context)).stream()
            .map(line)
            .toList();
    Page.answer(context, page, () -> people.count(company, filter));
  }

  private void activate(Context context) {
    var body = Requests.body(context, ActiveBody.class);
    var user =
        setActive.handle(
            new SetActive.Command(
                Requests.caller(context),
                user(context),
                required("is_active", body.isActive()),
                EntityTags.seen(context)));
    show(context, people.show(user));
  }

  private void route(Context context) {
    var body = Requests.body(context, RoutingBody.class);
    var user =
        setChatRouting.handle(
            new SetChatRouting.Command(
                Requests.caller(context),
                user(context),
                required("can_receive_new_chats", body.canReceiveNewChats()),
                EntityTags.seen(context)));
    show(context, people.show(user));
  }

  private void create(Context context) {
    var rank = Requests.body(context, RankBody.class);
    var user =
        createUser.handle(
            new CreateUser.Command(
                Requests.caller(context),
                Optional.ofNullable(rank.companyId()).map(CompanyId::new),
                rank.named(),
                Optional.ofNullable(rank.positionId()).map(RoleId::new),
                Requests.body(context, PersonBody.class).toNewUser()));
    created(context, people.show(user));
  }

  private void replacePassword(Context context) {
    var body = Requests.body(context, PasswordBody.class);
    var wanted = new Password(PersonBody.required("new_password", body.newPassword()));
    var command =
        new ReplacePassword.Command(
            Requests.caller(context), user(context), wanted, EntityTags.seen(context));
    show(context, people.show(replacePassword.handle(command)));
  }

  static void show(Context context, UserView user) {
    EntityTags.show(context, user.revision());
    context.json(user);
  }

  static void created(Context context, UserView user) {
    context
        .status(HttpStatus.CREATED)
        .header(Header.LOCATION, Mounts.AUTH.paths().getLast() + "/users/" + user.id())
        .json(user);
  }

  private static UserId user(Context context) {
    return new UserId(Requests.id(context, "id"));
  }

  private static boolean required(String field, Boolean value) {
    if (value == null) {
      throw Invalid.field(field, "missing", field + " is required").asException();
    }
    return value;
  }
}
