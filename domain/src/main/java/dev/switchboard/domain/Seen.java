package dev.switchboard.domain;

import dev.switchboard.domain.Rejection.Outdated;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody has seen of the thing they are about to change.
 *
 * @param revisions which they are willing to replace; absent for whatever is there, empty for none
 */
public record Seen(Optional<Set<Integer>> revisions) {
  /** They did not say: what is there is overwritten. */
  public static final Seen ANYTHING = new Seen(Optional.empty());

  public Seen {
    revisions = revisions.map(Set::copyOf);
  }

  public static Seen of(Set<Integer> revisions) {
    return new Seen(Optional.of(revisions));
  }

  /**
   * Ask while the thing is held locked, or the answer is worth nothing.
   *
   * @throws Rejected {@code Outdated}: somebody has changed it since
   */
  public void require(int current) {
    if (revisions.filter(seen -> !seen.contains(current)).isPresent()) {
      throw new Outdated("precondition_failed", "This has changed since it was loaded")
          .asException();
    }
  }
}
