package dev.switchboard.web.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class BodiesTest {
  private static final int KB = 1024;
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final AtomicLong now = new AtomicLong();
  private final Bodies bodies = new Bodies(new Bodies.Limits(64 * KB, 2, GRACE), now::get);

  @Test
  void aBodyIsReadAsItCame() throws IOException {
    var bytes = bytes(20_000);

    assertThat(bodies.read(in(bytes), bytes.length, 32 * KB).bytes()).isEqualTo(bytes);
    assertThat(bodies.read(in(bytes), -1, 32 * KB).bytes()).isEqualTo(bytes);
    assertThat(bodies.read(in(new byte[0]), -1, 32 * KB).bytes()).isEmpty();
  }

  @Test
  void oneByteTooManyIsKeptToTellThatItIsTooLong() throws IOException {
    assertThat(bodies.read(in(bytes(9_000)), -1, 8_000).bytes()).hasSize(8_001);
  }

  @Test
  void whatIsHeldCountsUntilItIsGivenBack() throws IOException {
    var body = bodies.read(in(bytes(10_000)), 10_000, 32 * KB);
    assertThat(bodies.used()).isEqualTo(10_000);

    body.giveBack();
    body.giveBack();

    assertThat(bodies.used()).isZero();
  }

  @Test
  void aBodyForWhichThereIsNoRoomIsRefusedAndLeavesNothing() throws IOException {
    bodies.read(in(bytes(40 * KB)), 40 * KB, 64 * KB);

    assertThatThrownBy(() -> bodies.read(in(bytes(40 * KB)), 40 * KB, 64 * KB))
        .isInstanceOf(TurnedAway.class);
    assertThat(bodies.used()).isEqualTo(40 * KB);
  }

  @Test
  void aClientThatGoesAwayLeavesNothing() {
    var broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }
        };

    assertThatThrownBy(() -> bodies.read(broken, 100, KB)).hasMessage("gone");
    assertThat(bodies.used()).isZero();
  }

  @Test
  void whoSendsForLongestIsCutOffForWhoComes() throws Exception {
    var slow = slow(40 * KB);
    Awaitility.await().until(() -> bodies.used() >= 30 * KB);
    now.addAndGet(GRACE.plusMillis(1).toNanos());

    var quick = bodies.read(in(bytes(40 * KB)), 40 * KB, 64 * KB);

    assertThat(quick.bytes()).hasSize(40 * KB);
    assertThat(slow.get(20, TimeUnit.SECONDS)).isInstanceOf(TurnedAway.class);
    assertThat(bodies.used()).isEqualTo(40 * KB);
  }

  @Test
  void whoHasJustBegunIsNotCutOff() throws Exception {
    slow(40 * KB);
    Awaitility.await().until(() -> bodies.used() >= 30 * KB);

    assertThatThrownBy(() -> bodies.read(in(bytes(40 * KB)), 40 * KB, 64 * KB))
        .isInstanceOf(TurnedAway.class);
  }

  @Test
  void soManySlowOnesAtOnceAndNoMore() throws Exception {
    var first = slow(10);
    Awaitility.await().until(() -> bodies.used() == 11); // the order of their beginnings counts
    slow(10);
    Awaitility.await().until(() -> bodies.used() == 22);
    assertThatThrownBy(() -> bodies.read(in(bytes(5)), 5, KB)).isInstanceOf(TurnedAway.class);
    now.addAndGet(GRACE.plusMillis(1).toNanos());

    assertThat(bodies.read(in(bytes(5)), 5, KB).bytes()).hasSize(5);
    assertThat(first.get(20, TimeUnit.SECONDS)).isInstanceOf(TurnedAway.class);
  }

  /** Sends all but the last byte, and waits; what became of it. */
  private CompletableFuture<Throwable> slow(int length) throws IOException {
    var pipe = new PipedOutputStream();
    var in = new PipedInputStream(pipe, length);
    var ended = new CompletableFuture<Throwable>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                bodies.read(in, length + 1L, 64 * KB);
                ended.complete(null);
              } catch (IOException | RuntimeException e) {
                ended.complete(e);
              }
            });
    pipe.write(bytes(length));
    pipe.flush();
    return ended;
  }

  private static InputStream in(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static byte[] bytes(int length) {
    var bytes = new byte[length];
    for (var i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }
}
