package dev.switchboard.application.stream;

import dev.switchboard.domain.company.CompanyId;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Tickets in memory. */
public final class InMemoryTickets implements Tickets {
  private record Kept(Owner owner, Instant expiresAt) {}

  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private final Predicate<Owner> there;

  public InMemoryTickets() {
    this(_ -> true);
  }

  /**
   * @param there whose session is still there
   */
  public InMemoryTickets(Predicate<Owner> there) {
    this.there = there;
  }

  @Override
  public boolean keep(byte[] hash, Owner owner, Instant now, Instant expiresAt) {
    if (!there.test(owner)) {
      return false;
    }
    kept.values()
        .removeIf(
            ticket ->
                ticket.owner().company().equals(owner.company())
                    && ticket.expiresAt().isBefore(now));
    kept.put(HexFormat.of().formatHex(hash), new Kept(owner, expiresAt));
    return true;
  }

  @Override
  public Optional<Owner> take(CompanyId company, byte[] hash, Instant now) {
    var key = HexFormat.of().formatHex(hash);
    return Optional.ofNullable(kept.get(key))
        .filter(ticket -> ticket.owner().company().equals(company) && kept.remove(key, ticket))
        .filter(ticket -> now.isBefore(ticket.expiresAt()))
        .map(Kept::owner);
  }
}
