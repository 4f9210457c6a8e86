package dev.switchboard.application.stream;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Who of a company is connected to other nodes, as far as is known. They are asked when somebody
 * came or went, here or there, and else often enough that nobody is taken for gone meanwhile.
 * Thread-safe.
 */
final class Colleagues {
  private static final Duration REPEAT = Attendance.REMEMBERED.dividedBy(3);

  private final CompanyId company;
  private final Cluster cluster;
  private volatile boolean news = true;
  private Set<UserId> told = Set.of();
  private Instant toldAt = Instant.MIN;
  private Instant heardAt = Instant.MIN;

  Colleagues(CompanyId company, Cluster cluster) {
    this.company = company;
    this.cluster = cluster;
  }

  void changed() {
    news = true;
  }

  /**
   * Waits for the others, so never under a lock.
   *
   * @return who is there now; empty where nothing new is known
   */
  synchronized Optional<Set<UserId>> ask(Set<UserId> here, Instant now) {
    var changedHere = !here.equals(told);
    if (!news && !changedHere && now.isBefore(toldAt.plus(REPEAT))) {
      return Optional.empty();
    }
    news = false; // before the question: what comes during it is asked for once more
    var elsewhere = cluster.attendance().exchange(company, here);
    if (elsewhere.isEmpty()) {
      news = true;
      return forgotten(now) ? Optional.of(Set.of()) : Optional.empty();
    }
    toldAt = now;
    heardAt = now;
    if (changedHere) {
      told = Set.copyOf(here);
      cluster.bus().attendanceChanged(company);
    }
    return elsewhere;
  }

  /** As the others forget who does not say anything any more. */
  private boolean forgotten(Instant now) {
    return heardAt.plus(Attendance.REMEMBERED).isBefore(now);
  }

  /** Nobody is connected here any more. */
  void left() {
    if (cluster.attendance().exchange(company, Set.of()).isPresent()) {
      cluster.bus().attendanceChanged(company);
    }
  }
}
