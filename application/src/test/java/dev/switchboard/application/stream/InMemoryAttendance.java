package dev.switchboard.application.stream;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** The nodes of one process, on one board. */
public final class InMemoryAttendance implements Attendance {
  private final Map<InMemoryAttendance, Map<CompanyId, Set<UserId>>> board;
  private final AtomicBoolean away;

  public InMemoryAttendance() {
    this(new ConcurrentHashMap<>(), new AtomicBoolean());
  }

  private InMemoryAttendance(
      Map<InMemoryAttendance, Map<CompanyId, Set<UserId>>> board, AtomicBoolean away) {
    this.board = board;
    this.away = away;
  }

  public InMemoryAttendance anotherNode() {
    return new InMemoryAttendance(board, away);
  }

  /** No node can ask any more. */
  void goesAway() {
    away.set(true);
  }

  @Override
  public Optional<Set<UserId>> exchange(CompanyId company, Set<UserId> here) {
    if (away.get()) {
      return Optional.empty();
    }
    board.computeIfAbsent(this, _ -> new ConcurrentHashMap<>()).put(company, Set.copyOf(here));
    return Optional.of(
        board.entrySet().stream()
            .filter(node -> node.getKey() != this)
            .flatMap(node -> node.getValue().getOrDefault(company, Set.of()).stream())
            .collect(Collectors.toSet()));
  }
}
