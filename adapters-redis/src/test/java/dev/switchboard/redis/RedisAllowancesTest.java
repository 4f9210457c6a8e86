package dev.switchboard.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.throttle.Allowances;
import dev.switchboard.application.throttle.AllowancesContract;
import dev.switchboard.application.throttle.LocalAllowances;
import dev.switchboard.domain.Rejection.Quota;
import dev.switchboard.domain.company.CompanyId;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisAllowancesTest implements AllowancesContract {
  private static final Quota TEN_THOUSAND =
      new Quota("ten-thousand", 10_000, Duration.ofSeconds(60));

  private static RedisServer server;
  private static RedisLine line;
  private final Allowances here = allowances(line);
  private final Allowances there = allowances(line);

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

  private static Allowances allowances(RedisLine line) {
    return new RedisAllowances(line, "test", Nodes.PATIENT.answer(), new LocalAllowances());
  }

  @Override
  public Allowances allowances() {
    return here;
  }

  @Test
  void aSmallQuotaIsSharedToTheLast() {
    var company = new CompanyId(1_001);
    here.take(company, THREE, NOON);
    there.take(company, THREE, NOON);
    here.take(company, THREE, NOON);

    assertThat(there.take(company, THREE, NOON)).hasValue(Duration.ofSeconds(20));
    assertThat(here.take(company, THREE, NOON)).hasValue(Duration.ofSeconds(20));
    assertThat(there.take(company, THREE, NOON.plusSeconds(20))).isEmpty();
    assertThat(here.take(company, THREE, NOON.plusSeconds(20))).hasValue(Duration.ofSeconds(20));
  }

  @Test
  void ofALargeQuotaEachHandHoldsAHalfPercentBackAtMostAndAskingIsRare() {
    var company = new CompanyId(1_002);
    var before = commands();
    var taken =
        IntStream.range(0, 30_000)
            .filter(i -> (i % 2 == 0 ? here : there).take(company, TEN_THOUSAND, NOON).isEmpty())
            .count();

    assertThat(taken).isBetween(9_900L, 10_000L);
    assertThat(commands() - before).isLessThan(500);
  }

  @Test
  void whatLiesInAHandIsNotGoodForEver() {
    var company = new CompanyId(1_003);
    here.take(company, TEN_THOUSAND, NOON);
    var full = NOON.plusSeconds(61).toEpochMilli() * 1_000; // whoever came first took everything
    server.command("SET test:ten-thousand:1003 " + full);

    assertThat(here.take(company, TEN_THOUSAND, NOON.plusMillis(999))).isEmpty();
    assertThat(here.take(company, TEN_THOUSAND, NOON.plusMillis(1_001))).isPresent();
  }

  @Test
  void aBucketThatSomebodyBrokeIsAnEmptyOne() {
    server.command("SET test:three:1004 nonsense");

    assertThat(here.take(new CompanyId(1_004), THREE, NOON)).isEmpty();
  }

  @Test
  void nothingStaysOfAQuotaThatHasComeBack() {
    here.take(new CompanyId(1_005), THREE, NOON);

    assertThat(Long.parseLong(server.command("PTTL test:three:1005").substring(1)))
        .isBetween(1L, 20_000L);
  }

  /** Looks at buckets, since the server was started. */
  private static long commands() {
    var script =
        "return tonumber(redis.call('INFO','commandstats'):match('cmdstat_get:calls=(%d+)') or 0)";
    return Long.parseLong(server.command("EVAL \"" + script + "\" 0").substring(1));
  }
}
