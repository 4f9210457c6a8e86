package dev.switchboard.application.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many sockets that share what may wait. */
class BacklogTest {
  private static final String FRAME = "x".repeat(1_000);
  private static final long BYTES = Backlog.bytes(FRAME);
  private static final long BOUND = 100 * BYTES;

  private final Queue<Runnable> goodbyes = new ArrayDeque<>();
  private final Backlog backlog = new Backlog(BOUND, goodbyes::add);
  private final List<Line> lines = new ArrayList<>();

  private final class Line implements Socket {
    private final Outbound outbound = new Outbound(this, backlog, () -> dropped = true);
    private final boolean reads;
    private final List<String> got = new ArrayList<>();
    private Runnable underWay = () -> {};
    private int closed;
    private boolean dropped;

    Line(boolean reads) {
      this.reads = reads;
      lines.add(this);
    }

    @Override
    public void send(String frame, Runnable sent) {
      got.add(frame);
      if (reads) {
        sent.run();
      } else {
        underWay = sent;
      }
    }

    @Override
    public void ping() {}

    @Override
    public long received() {
      return 0;
    }

    @Override
    public void close(int code, String reason) {
      closed = code;
    }

    void take() {
      underWay.run();
    }

    /** As a subscription does. */
    void give() {
      if (!outbound.offer(FRAME)) {
        outbound.abort(CloseCode.TOO_SLOW);
      }
      sayGoodbye();
    }
  }

  private void sayGoodbye() {
    while (!goodbyes.isEmpty()) {
      goodbyes.remove().run();
    }
  }

  private List<Line> stalled(int count) {
    return IntStream.range(0, count).mapToObj(_ -> new Line(false)).toList();
  }

  @Test
  void manyThatReadNothingHoldNoMoreThanTheBoundAndWhoReadsStays() {
    var reader = new Line(true);
    var stalled = stalled(20);

    for (int i = 0; i < 50; i++) {
      lines.forEach(Line::give);
      assertThat(backlog.used()).isLessThanOrEqualTo(BOUND + stalled.size() * BYTES);
    }

    assertThat(reader.got).hasSize(50);
    assertThat(reader.closed).isZero();
    assertThat(stalled).filteredOn(line -> line.closed == 4408).isNotEmpty();
    assertThat(stalled).allSatisfy(line -> assertThat(line.dropped).isEqualTo(line.closed == 4408));
    allEnd();
  }

  @Test
  void thoseWhoHoldMuchForLongGoFirst() {
    var large = new Line(false);
    for (int i = 0; i < 60; i++) {
      large.give();
    }
    var small = stalled(41);

    small.forEach(Line::give);

    assertThat(large.closed).isEqualTo(4408);
    assertThat(small).allSatisfy(line -> assertThat(line.closed).isZero());
    assertThat(backlog.used()).as("its first one is under way still").isEqualTo(42 * BYTES);
    allEnd();
  }

  @Test
  void whatIsUnderWayCountsUntilTheConnectionIsGoneAndClosesNobodyElse() {
    var many = stalled(100);
    many.forEach(Line::give);
    var others = stalled(50);

    others.forEach(Line::give);

    assertThat(many).filteredOn(line -> line.closed == 4408).hasSizeBetween(50, 80);
    assertThat(backlog.used()).isEqualTo(150 * BYTES);
    stalled(60).forEach(Line::give);
    assertThat(backlog.used()).as("the most ever").isLessThanOrEqualTo(2 * BOUND);
    allEnd();
  }

  @Test
  void whoOffersMoreThanTwiceTheBoundIsClosed() {
    stalled(200)
        .forEach(
            line -> {
              line.outbound.offer(FRAME);
              line.outbound.abort(CloseCode.RESTART);
            });
    var late = new Line(false);

    late.give();

    assertThat(backlog.used()).isEqualTo(2 * BOUND);
    assertThat(late.closed).isEqualTo(4408);
    allEnd();
  }

  @Test
  void whatMayBeLostIsLostWhereHalfIsTaken() {
    var line = new Line(false);
    stalled(50).forEach(Line::give);
    line.give();

    line.outbound.offerIfQuiet(FRAME);

    assertThat(backlog.used()).isEqualTo(51 * BYTES);
    assertThat(line.closed).isZero();
    allEnd();
  }

  @Test
  void aReplayGoesFrameByFrameWhereTheOthersHoldEverything() throws Exception {
    var replay = new Line(false);
    replay.give();
    stalled(99).forEach(Line::give);
    var second =
        new FutureTask<>(() -> replay.outbound.offerWhenRoom(FRAME, Duration.ofSeconds(30)));
    var thread = Thread.ofPlatform().daemon().start(second);
    await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
    assertThat(replay.got).hasSize(1);

    replay.take();

    assertThat(second.get()).isTrue();
    assertThat(replay.got).hasSize(2);
    assertThat(lines).allSatisfy(line -> assertThat(line.closed).isZero());
    allEnd();
  }

  @Test
  void aReplayThatFindsNoRoomAtAllLooksAgain() throws Exception {
    var gone = stalled(200);
    gone.forEach(
        line -> {
          line.outbound.offer(FRAME);
          line.outbound.abort(CloseCode.RESTART);
        });
    var replay = new Line(true);
    var first =
        new FutureTask<>(() -> replay.outbound.offerWhenRoom(FRAME, Duration.ofSeconds(30)));
    var thread = Thread.ofPlatform().daemon().start(first);
    await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);

    gone.getFirst().outbound.end();

    assertThat(first.get()).isTrue();
    assertThat(replay.got).hasSize(1);
    allEnd();
  }

  @Test
  void everyEndGivesBackWhatWasTakenAndOnce() {
    for (boolean sentLate : List.of(false, true)) {
      for (var end :
          List.<Consumer<Outbound>>of(
              outbound -> outbound.abort(CloseCode.TOO_SLOW),
              outbound -> outbound.finish(CloseCode.RESTART),
              outbound -> outbound.drop(Runnable::run),
              Outbound::end,
              _ -> {})) {
        var line = new Line(false);
        line.give();
        line.give();
        end.accept(line.outbound);
        if (sentLate) {
          line.take();
        }
        line.outbound.end();
        line.take();
        line.outbound.end();
        assertThat(backlog.used()).isZero();
      }
    }
    assertThat(backlog.holders()).isZero();
  }

  @Test
  void aGoodbyeBehindWhatWaitsGivesBackOnceAllIsTaken() {
    var line = new Line(false);
    line.give();
    line.give();
    line.outbound.finish(CloseCode.RESTART);
    line.take();
    assertThat(line.closed).isZero();

    line.take();

    assertThat(line.closed).isEqualTo(CloseCode.RESTART.code());
    assertThat(backlog.used()).isZero();
    assertThat(backlog.holders()).isZero();
  }

  private void allEnd() {
    lines.forEach(line -> line.outbound.end());
    assertThat(backlog.used()).isZero();
    assertThat(backlog.holders()).isZero();
  }
}
