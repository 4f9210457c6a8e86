package dev.switchboard.bench.micro;

import dev.switchboard.domain.assignment.Candidate;
import dev.switchboard.domain.assignment.Position;
import dev.switchboard.domain.assignment.RoundRobin;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One turn of the rotation: who gets the next conversation, and where it stands afterwards. */
@State(Scope.Benchmark)
public class RotationMicro {
  @Param({"10", "100"})
  public int agents;

  private RoundRobin rotation;

  @Setup
  public void hire() {
    var candidates =
        LongStream.rangeClosed(1, agents)
            .mapToObj(
                n ->
                    new Candidate(
                        new Position(Instant.ofEpochSecond(n), new UserId(n)),
                        "agent " + n,
                        true,
                        n % 10 != 0, // some have paused
                        0,
                        OptionalInt.empty()))
            .toList();
    rotation = RoundRobin.of(candidates, Optional.empty());
  }

  @Benchmark
  public RoundRobin.Turn turn() {
    var turn = rotation.next();
    rotation = turn.after();
    return turn;
  }
}
