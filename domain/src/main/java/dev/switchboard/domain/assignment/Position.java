package dev.switchboard.domain.assignment;

import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.Comparator;

/**
 * Where an agent stands in the rotation: by {@code created_at}, then by id. It outlives the agent,
 * so that the rotation goes on after where it was even when the agent there has left.
 */
public record Position(Instant createdAt, UserId user) implements Comparable<Position> {
  private static final Comparator<Position> ORDER =
      Comparator.comparing(Position::createdAt).thenComparing(Position::user);

  @Override
  public int compareTo(Position other) {
    return ORDER.compare(this, other);
  }
}
