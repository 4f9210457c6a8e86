package dev.switchboard.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.switchboard.bench.report.Report.Figure;
import dev.switchboard.bench.report.Row.Round;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final String MARK = "pgbench, one call";
  private static final Row ROW =
      new Row(
          "webhooks <1> & more",
          5_000,
          List.of(round(4_000, 8_000, 0.01), round(3_000, 3_000, 0.02), round(6_000, 10_000, 0.2)),
          Optional.empty());

  @Test
  void eachFigureHasItsOwnMiddle() {
    assertThat(ROW.median(Round::perSecond)).isEqualTo(4_000);
    assertThat(ROW.mark(MARK)).isEqualTo(8_000);
  }

  @Test
  void theRatioIsOfTheSameRound() {
    // 0.5, 1.0 and 0.6: not the ratio of the medians, for a slow round slows both down
    assertThat(ROW.ratio(MARK)).isCloseTo(0.6, within(1e-9));
  }

  @Test
  void theSpreadIsFromLeastToMost() {
    assertThat(ROW.spread(Round::perSecond)).isCloseTo(0.75, within(1e-9));
  }

  @Test
  void ofAnEvenNumberTheMiddleIsBetweenTwo() {
    assertThat(Figure.atMost("start", List.of(4.0, 1.0, 2.0, 9.0), "s", 1.5).value()).isEqualTo(3);
  }

  @Test
  void figuresAreReachedOrNot() {
    assertThat(Figure.atMost("start", List.of(1.5), "s", 1.5).reached()).isTrue();
    assertThat(Figure.atMost("start", List.of(1.6), "s", 1.5).reached()).isFalse();
    assertThat(Figure.plain("heap", 1_000, "MB").reached()).isTrue();
  }

  @Test
  void warnsOfANoisyMachine() {
    assertThat(report(ROW).warnings()).isEmpty(); // one noisy round of three
    var noisy = new Row("chats", 1, List.of(round(1, 1, 0.3), round(1, 1, 0.4)), Optional.empty());

    assertThat(report(noisy).warnings())
        .singleElement()
        .asString()
        .contains("too noisy", "35 %", "chats");
  }

  @Test
  void tableAndPictureAndJsonTellTheSame() {
    var faulty = new Row("chats", 1, List.of(round(10, 5, 0)), Optional.of("3 are stuck"));
    var report = report(ROW, faulty);
    var lines = new ArrayList<String>();
    Table.print(report, lines::add);
    var table = String.join("\n", lines);
    var svg = Page.svg(report);
    var json = Results.json(report).toString();

    assertThat(table).contains("4,000", "0.60 of 8,000", "FAULT chats: 3 are stuck");
    assertThat(svg).contains("4,000/s", "8,000: 0.60 of it", "FAULT", "webhooks &lt;1> &amp; more");
    assertThat(json).contains("median_per_second=4000.0", "fault=3 are stuck");
  }

  private static Report report(Row... rows) {
    return new Report(
        Instant.EPOCH,
        "2 processors",
        List.of(rows),
        List.of(Figure.atMost("start", List.of(1.2), "s", 1.5)));
  }

  private static Round round(double perSecond, double pgbench, double others) {
    return new Round(
        perSecond, Map.of(MARK, pgbench), 2_500, 1, 5, 20, 2, 9, 0.3, 0.2, 0.05, 0, others, 0);
  }
}
