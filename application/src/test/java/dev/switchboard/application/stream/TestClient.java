package dev.switchboard.application.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.account.Caller;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * A client of the hub that behaves as a frontend should: it keeps its position over reconnects,
 * drops what it has seen, and fails where a frame does not name its predecessor.
 */
final class TestClient {
  private final Hub hub;
  private final List<String> frames = new ArrayList<>();
  private final TreeSet<Long> seen = new TreeSet<>();
  private final List<String> broken = new ArrayList<>();
  private Caller caller;
  private Line line;
  private String epoch;
  private long position;
  private long chain;
  private boolean resuming;

  /** One connection. Frames of a connection that was given up are not looked at. */
  private final class Line implements Socket {
    private final boolean slow;
    private OptionalInt closed = OptionalInt.empty();
    private int pings;

    Line(boolean slow) {
      this.slow = slow;
    }

    @Override
    public void send(String frame, Runnable sent) {
      synchronized (TestClient.this) {
        if (line != this) {
          return;
        }
        TestClient.this.received(frame);
      }
      if (slow) {
        Thread.startVirtualThread(sent);
      } else {
        sent.run();
      }
    }

    @Override
    public void ping() {
      pings++;
    }

    @Override
    public long received() {
      return pings; // each is answered
    }

    @Override
    public void close(int code, String reason) {
      synchronized (TestClient.this) {
        closed = OptionalInt.of(code);
      }
    }
  }

  TestClient(Hub hub, Caller caller) {
    this.hub = hub;
    this.caller = caller;
  }

  Subscription connect() {
    return connect(false, Optional.empty());
  }

  Subscription connect(boolean slow, Optional<Instant> expiresAt) {
    synchronized (this) {
      line = new Line(slow);
    }
    return hub.connect(caller, expiresAt, line);
  }

  /** Connects and asks for what was missed since the position it has. */
  Subscription reconnect(boolean slow) {
    var known = epoch;
    var subscription = connectToResume(slow);
    subscription.resume(known, position);
    return subscription;
  }

  /** Connects; what arrives before the resume does not move the position. */
  Subscription connectToResume(boolean slow) {
    synchronized (this) {
      resuming = true;
    }
    return connect(slow, Optional.empty());
  }

  /** The connection breaks: nothing arrives any more, and what is not in order is forgotten. */
  synchronized void breakOff() {
    line = null;
    seen.tailSet(position, false).clear();
  }

  private void received(String frame) {
    frames.add(frame);
    switch (PlainJson.text(frame, "type")) {
      case "hello" -> {
        epoch = PlainJson.text(frame, "epoch");
        chain = PlainJson.number(frame, "seq");
        position = resuming ? position : chain;
      }
      case "resumed" -> {
        resuming = false;
        chain = position;
      }
      default -> numbered(frame);
    }
  }

  private void numbered(String frame) {
    if (!PlainJson.has(frame, "seq")) {
      return;
    }
    long seq = PlainJson.number(frame, "seq");
    if (PlainJson.number(frame, "prev") != chain || seq <= chain) {
      broken.add(chain + " then " + frame);
    }
    chain = seq;
    seen.add(seq);
    position = resuming ? position : seq;
  }

  synchronized long position() {
    return position;
  }

  synchronized List<Long> seen() {
    assertThat(broken).as("the chain of prev").isEmpty();
    return List.copyOf(seen);
  }

  synchronized List<String> frames(String type) {
    return frames.stream().filter(frame -> PlainJson.text(frame, "type").equals(type)).toList();
  }

  synchronized OptionalInt closed() {
    return line.closed;
  }

  synchronized int pings() {
    return line.pings;
  }

  void awaitSeen(Long... seqs) {
    await().atMost(Duration.ofSeconds(10)).until(() -> seen().equals(List.of(seqs)));
  }

  String awaitFrame(String type) {
    await().atMost(Duration.ofSeconds(10)).until(() -> !frames(type).isEmpty());
    return frames(type).getLast();
  }

  void awaitClosed(CloseCode code) {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> closed().equals(OptionalInt.of(code.code())));
  }
}
