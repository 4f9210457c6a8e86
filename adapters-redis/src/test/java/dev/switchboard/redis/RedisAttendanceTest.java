package dev.switchboard.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.stream.Attendance;
import dev.switchboard.application.stream.AttendanceContract;
import dev.switchboard.domain.company.CompanyId;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisAttendanceTest implements AttendanceContract {
  private static final CompanyId ACME = new CompanyId(7);

  private static RedisServer server;
  private static RedisLine line;

  @BeforeAll
  static void start() {
    server = RedisServer.start();
    line = Nodes.line(server);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      line.close();
      server.close();
    }
  }

  @Override
  public Attendance here() {
    return new RedisAttendance(line, "test", "here");
  }

  @Override
  public Attendance there() {
    return new RedisAttendance(line, "test", "there");
  }

  @Override
  public Attendance yonder() {
    return new RedisAttendance(line, "test", "yonder");
  }

  @Test
  void aNodeThatIsSilentIsForgottenAndNothingOfItIsLeft() {
    new RedisAttendance(line, "silent", "dead", 300).exchange(ACME, Set.of(ADA));
    var alive = new RedisAttendance(line, "silent", "alive");

    await().until(() -> alive.exchange(ACME, Set.of(BOB)).orElseThrow().isEmpty());
    assertThat(server.command("HLEN silent:attendance:7")).isEqualTo(":1");
  }

  @Test
  void withoutAnybodyNothingStays() {
    new RedisAttendance(line, "gone", "here", 200).exchange(ACME, Set.of(ADA));

    await().until(() -> server.command("EXISTS gone:attendance:7").equals(":0"));
  }

  @Test
  void whatSomebodyElseWroteThereIsNobody() {
    server.command("HSET odd:attendance:7 stranger nonsense");
    server.command("HSET odd:attendance:7 liar 99999999999999|x,1,99999999999999999999");

    assertThat(new RedisAttendance(line, "odd", "here").exchange(ACME, Set.of(BOB)).orElseThrow())
        .contains(ADA)
        .doesNotContain(BOB);
  }

  @Test
  void aRedisThatWasEmptiedKnowsEverybodyAgainAsSoonAsTheySaySo() {
    var here = new RedisAttendance(line, "flushed", "here");
    var there = new RedisAttendance(line, "flushed", "there");
    here.exchange(ACME, Set.of(ADA));
    server.command("FLUSHALL");
    server.command("SCRIPT FLUSH");

    assertThat(there.exchange(ACME, Set.of(BOB))).hasValue(Set.of());
    here.exchange(ACME, Set.of(ADA));
    assertThat(there.exchange(ACME, Set.of(BOB))).hasValue(Set.of(ADA));
  }
}
