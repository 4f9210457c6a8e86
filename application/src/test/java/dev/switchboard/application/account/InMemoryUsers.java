package dev.switchboard.application.account;

import dev.switchboard.application.Contention;
import dev.switchboard.application.InMemoryTable;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.LoginName;
import dev.switchboard.domain.user.PasswordHash;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.Unique;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Held to {@link UsersContract}. */
public final class InMemoryUsers implements Users {
  private static final Comparator<User> NEWEST_FIRST =
      Comparator.comparing(User::createdAt).thenComparing(User::id).reversed();

  private final InMemoryTable<UserId, User> table;
  private final InMemoryTable<UserId, PasswordHash> passwords;
  private final InMemoryTable<CompanyId, Boolean> nameless;
  private final Roles roles;
  private final Consumer<UserId> onRemoval;

  /**
   * @param onRemoval takes away what else is theirs
   */
  public InMemoryUsers(InMemoryTransactions transactions, Roles roles, Consumer<UserId> onRemoval) {
    this.table = new InMemoryTable<>(transactions);
    this.passwords = new InMemoryTable<>(transactions);
    this.nameless = new InMemoryTable<>(transactions);
    this.roles = roles;
    this.onRemoval = onRemoval;
  }

  @Override
  public Optional<User> find(CompanyId company, UserId id) {
    return table.get(id).filter(user -> user.company().equals(company)).map(this::holdingWhatIs);
  }

  /** From now on nobody of the company has a name to log in with, or is a superuser. */
  void shut(CompanyId company) {
    nameless.put(company, true);
    matching(company, Filter.ALL)
        .filter(User::superuser)
        .toList()
        .forEach(user -> table.put(user.id(), user.ranked(false, user.updatedAt())));
  }

  /** Without roles that have gone. */
  private User holdingWhatIs(User user) {
    var held = held(user).stream().map(Role::id).collect(Collectors.toSet());
    return held.equals(user.roles()) ? user : user.holding(held, user.updatedAt());
  }

  @Override
  public Optional<User> lock(CompanyId company, UserId id) {
    return find(company, id);
  }

  @Override
  public List<User> page(CompanyId company, Filter filter, int skip, int limit) {
    return matching(company, filter).sorted(NEWEST_FIRST).skip(skip).limit(limit).toList();
  }

  @Override
  public long count(CompanyId company, Filter filter) {
    return matching(company, filter).count();
  }

  private Stream<User> matching(CompanyId company, Filter filter) {
    return table.all().stream()
        .filter(user -> user.company().equals(company))
        .map(this::holdingWhatIs)
        .filter(user -> user.active() || !filter.activeOnly())
        .filter(user -> !filter.agentsOnly() || receives(user))
        .filter(user -> filter.role().isEmpty() || holds(user, filter.role().get()));
  }

  private boolean holds(User user, String slug) {
    return held(user).stream().anyMatch(role -> role.slug().equals(slug));
  }

  private boolean receives(User user) {
    return Role.permissionsOf(held(user)).contains(Permission.CHAT_RECEIVE);
  }

  private List<Role> held(User user) {
    return roles.of(user.company()).stream()
        .filter(role -> user.roles().contains(role.id()))
        .toList();
  }

  @Override
  public Optional<Credentials> credentials(List<LoginName> meant) {
    return meant.stream()
        .flatMap(name -> holder(name).stream())
        .findFirst()
        .map(
            user ->
                new Credentials(user.company(), user.id(), passwords.get(user.id()).orElseThrow()));
  }

  @Override
  public Optional<Credentials> credentials(CompanyId company, UserId id) {
    return find(company, id)
        .map(user -> new Credentials(company, id, passwords.get(id).orElseThrow()));
  }

  @Override
  public boolean taken(LoginName name) {
    return holder(name).isPresent();
  }

  private Optional<User> holder(LoginName name) {
    return table.all().stream()
        .filter(user -> nameless.get(user.company()).isEmpty())
        .filter(user -> user.loginNames().contains(name))
        .findFirst();
  }

  @Override
  public void add(User user, PasswordHash password) {
    for (var name : user.loginNames()) {
      if (taken(name)) {
        throw Unique.of(name.kind()).taken();
      }
    }
    if (employeeIdTaken(user)) {
      throw Unique.EMPLOYEE_ID.taken();
    }
    table.put(user.id(), user);
    passwords.put(user.id(), password);
  }

  private boolean employeeIdTaken(User user) {
    return user.employeeId().isPresent()
        && table.all().stream()
            .filter(other -> other.company().equals(user.company()))
            .flatMap(other -> other.employeeId().stream())
            .anyMatch(other -> other.folded().equals(user.employeeId().get().folded()));
  }

  @Override
  public User rename(User user) {
    for (var name : user.loginNames()) {
      if (holder(name).filter(other -> !other.id().equals(user.id())).isPresent()) {
        throw Unique.of(name.kind()).taken();
      }
    }
    return update(user);
  }

  @Override
  public void setPassword(CompanyId company, UserId id, PasswordHash password) {
    find(company, id).ifPresent(_ -> passwords.put(id, password));
  }

  @Override
  public User update(User user) {
    var known = find(user.company(), user.id()).orElseThrow();
    if (known.revision() != user.revision()) {
      throw new Contention(new IllegalStateException("stale user"));
    }
    table.put(
        user.id(), user.holding(known.roles(), user.updatedAt()).atRevision(user.revision() + 1));
    return user.atRevision(user.revision() + 1);
  }

  @Override
  public boolean rehash(Credentials known, PasswordHash newHash) {
    var same = passwords.get(known.user()).filter(known.password()::equals).isPresent();
    if (same) {
      passwords.put(known.user(), newHash);
    }
    return same;
  }

  @Override
  public void giveRoles(CompanyId company, UserId id, Set<RoleId> roles) {
    find(company, id).ifPresent(user -> table.put(id, user.holding(roles, user.updatedAt())));
  }

  @Override
  public void remove(CompanyId company, UserId id) {
    if (find(company, id).isPresent()) {
      table.remove(id);
      passwords.remove(id);
      onRemoval.accept(id);
    }
  }

  @Override
  public boolean administered(CompanyId company) {
    return matching(company, new Filter(false, true))
        .anyMatch(
            user ->
                user.superuser()
                    || Role.permissionsOf(held(user))
                        .containsAll(Set.of(Permission.USER_MANAGE, Permission.ROLE_MANAGE)));
  }

  @Override
  public Set<UserId> receivers(CompanyId company) {
    return matching(company, new Filter(true, true)).map(User::id).collect(Collectors.toSet());
  }

  @Override
  public Set<UserId> holders(CompanyId company, RoleId role) {
    return matching(company, Filter.ALL)
        .filter(user -> user.roles().contains(role))
        .map(User::id)
        .collect(Collectors.toSet());
  }

  @Override
  public Optional<CompanyId> companyOf(UserId id) {
    return table.get(id).map(User::company);
  }

  @Override
  public boolean anySuperuser() {
    return table.all().stream().anyMatch(user -> user.superuser() && user.active());
  }
}
