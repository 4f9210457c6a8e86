package dev.switchboard.application.stream;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Who of a company is connected to other nodes, as far as is known. They are asked when somebody
 * came or went, here or there, and else often enough that nobody is taken for gone meanwhile.
 * Thread-safe.
 */
final class Colleagues {
  // not all companies at the same moment, whose sockets may have come at the same moment
  private static final long SOONEST_MS = Attendance.REMEMBERED.dividedBy(6).toMillis();
  private static final long LATEST_MS = Attendance.REMEMBERED.dividedBy(3).toMillis();

  private final CompanyId company;
  private final Cluster cluster;
  private volatile boolean news = true;
  private boolean gone;
  private Set<UserId> told = Set.of();
  private Instant askAgainAt = Instant.MIN;
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
    if (gone) {
      return Optional.empty(); // looked who is here before the last of them left
    }
    var changedHere = !here.equals(told);
    if (!news && !changedHere && now.isBefore(askAgainAt)) {
      return Optional.empty();
    }
    news = false; // before the question: what comes during it is asked for once more
    var elsewhere = cluster.attendance().exchange(company, here);
    if (elsewhere.isEmpty()) {
      news = true;
      return forgotten(now) ? Optional.of(Set.of()) : Optional.empty();
    }
    askAgainAt = now.plusMillis(ThreadLocalRandom.current().nextLong(SOONEST_MS, LATEST_MS));
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
  synchronized void left() {
    gone = true;
    if (cluster.attendance().exchange(company, Set.of()).isPresent()) {
      cluster.bus().attendanceChanged(company);
    }
  }
}
