package dev.switchboard.application;

import dev.switchboard.domain.company.CompanyId;
import java.util.Optional;

/**
 * Makes a text unreadable for whoever reads the storage. What is sealed opens only where it was
 * sealed for. Thread-safe. Behaviour is fixed by {@code SealsContract}.
 */
public interface Seals {
  /**
   * Where a sealed text is kept.
   *
   * @param purpose the table and column, or whatever tells it from other uses
   */
  record Place(String purpose, CompanyId company, long row) {}

  /** Printable; never the same twice. */
  String seal(Place place, String text);

  /** Empty if it was changed, moved, or sealed with a key that is gone. */
  Optional<String> open(Place place, String sealed);
}
