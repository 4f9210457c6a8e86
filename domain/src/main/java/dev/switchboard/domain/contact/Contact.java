package dev.switchboard.domain.contact;

import java.time.Instant;
import java.util.Optional;

/** A customer. Name and picture come later, from a profile fetch that may fail. */
public record Contact(
    ContactKey key,
    ContactId id,
    Optional<String> name,
    Optional<String> pictureUrl,
    Instant firstSeenAt) {

  /** What to show while no name is known. */
  public String displayName() {
    return name.orElseGet(
        () -> "Customer " + key.externalId().substring(0, Math.min(8, key.externalId().length())));
  }
}
