package dev.switchboard.domain.assignment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rotation of one company as a value: {@link #next} gives the next eligible agent after where
 * it was, wrapping, and the rotation after that turn. Pure; whoever stores it must hold the
 * rotation's lock from reading it to writing it back.
 *
 * @param candidates in rotation order
 * @param last whose turn it was; absent before the first
 */
public record RoundRobin(List<Candidate> candidates, Optional<Position> last) {

  public RoundRobin {
    candidates = List.copyOf(candidates);
  }

  public static RoundRobin of(Collection<Candidate> candidates, Optional<Position> last) {
    return new RoundRobin(
        candidates.stream().sorted(Comparator.comparing(Candidate::position)).toList(), last);
  }

  /** One turn: what was considered, who it fell on, and the rotation afterwards. */
  public record Turn(
      List<Decision.Considered> considered, Optional<Candidate> chosen, RoundRobin after) {}

  public Turn next() {
    var order = fromWhereItStands();
    var chosen = order.stream().filter(c -> c.verdict() == Verdict.ELIGIBLE).findFirst();
    var considered =
        order.stream()
            .map(
                c ->
                    new Decision.Considered(
                        c.user(),
                        c.name(),
                        chosen.filter(c::equals).isPresent() ? Verdict.CHOSEN : c.verdict()))
            .toList();
    return new Turn(considered, chosen, chosen.map(this::passedTo).orElse(this));
  }

  private List<Candidate> fromWhereItStands() {
    var order = new ArrayList<Candidate>(candidates.size());
    candidates.stream().filter(c -> !hadItsTurn(c)).forEach(order::add);
    candidates.stream().filter(this::hadItsTurn).forEach(order::add);
    return order;
  }

  private boolean hadItsTurn(Candidate candidate) {
    return last.filter(position -> candidate.position().compareTo(position) <= 0).isPresent();
  }

  private RoundRobin passedTo(Candidate chosen) {
    return new RoundRobin(
        candidates.stream().map(c -> c.equals(chosen) ? c.withOneMore() : c).toList(),
        Optional.of(chosen.position()));
  }
}
