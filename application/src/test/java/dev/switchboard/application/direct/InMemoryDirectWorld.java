package dev.switchboard.application.direct;

import dev.switchboard.application.Ids;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Companies and their users, by name only. */
public final class InMemoryDirectWorld implements DirectWorld {
  private record Key(CompanyId company, UserId user) {}

  private final Map<Key, String> names = new ConcurrentHashMap<>();
  private final Ids ids;

  public InMemoryDirectWorld(Ids ids) {
    this.ids = ids;
  }

  @Override
  public CompanyId company() {
    return new CompanyId(ids.next());
  }

  @Override
  public UserId user(CompanyId company, String fullName) {
    var user = new UserId(ids.next());
    names.put(new Key(company, user), fullName);
    return user;
  }

  @Override
  public void disable(CompanyId company, UserId user) {
    // whoever is disabled is still known
  }

  @Override
  public void delete(CompanyId company, UserId user) {
    names.remove(new Key(company, user));
  }

  /** Empty for somebody the company does not have. */
  public Optional<String> name(CompanyId company, UserId user) {
    return Optional.ofNullable(names.get(new Key(company, user)));
  }
}
