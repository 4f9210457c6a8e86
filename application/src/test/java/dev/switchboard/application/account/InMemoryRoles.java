package dev.switchboard.application.account;

import dev.switchboard.application.InMemoryTable;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.RoleId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Held to {@link RolesContract}. */
public final class InMemoryRoles implements Roles {
  private record Key(CompanyId company, String slug) {}

  private final InMemoryTable<Key, Role> table;

  public InMemoryRoles(InMemoryTransactions transactions) {
    table = new InMemoryTable<>(transactions);
  }

  @Override
  public List<Role> of(CompanyId company) {
    return table.all().stream()
        .filter(role -> role.company().equals(company))
        .sorted(Comparator.comparing(Role::id))
        .toList();
  }

  @Override
  public void ensure(Collection<Role> systemRoles) {
    for (var role : systemRoles) {
      var key = new Key(role.company(), role.slug());
      var known = table.get(key);
      if (known.isEmpty()) {
        table.put(key, role);
      } else if (known.get().system() && !known.get().permissions().equals(role.permissions())) {
        table.put(
            key,
            new Role(
                role.company(),
                known.get().id(),
                role.slug(),
                role.name(),
                role.description(),
                true,
                role.permissions(),
                known.get().createdAt(),
                role.updatedAt()));
      }
    }
  }

  @Override
  public void add(Role role) {
    var key = new Key(role.company(), role.slug());
    if (table.get(key).isPresent()) {
      throw Roles.taken();
    }
    table.put(key, role);
  }

  @Override
  public void update(Role role) {
    table.put(new Key(role.company(), role.slug()), role);
  }

  /** Ids of roles are never given twice, so what users hold of it means nothing from here on. */
  @Override
  public void remove(CompanyId company, RoleId id) {
    of(company).stream()
        .filter(role -> role.id().equals(id))
        .forEach(role -> table.remove(new Key(company, role.slug())));
  }
}
