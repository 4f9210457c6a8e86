package dev.switchboard.application.stream;

import dev.switchboard.application.stream.Backlog.Room;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The frames that wait for one socket, within its own bounds and those of all, and what they take
 * of these. Everything under the socket's lock.
 */
final class Waiting {
  static final int MAX_FRAMES = 256;
  static final int MAX_SIZE = 1 << 20; // characters

  /** How full this buffer, and all of them, may be. */
  enum Urgency {
    QUIET(MAX_FRAMES / 2, MAX_SIZE / 2, Room.HALF),
    PATIENT(MAX_FRAMES, MAX_SIZE, Room.BOUND),
    LIVE(MAX_FRAMES, MAX_SIZE, Room.EVERYTHING);

    private final int frames;
    private final int characters;
    private final Room room;

    Urgency(int frames, int characters, Room room) {
      this.frames = frames;
      this.characters = characters;
      this.room = room;
    }
  }

  private final Outbound owner;
  private final Backlog backlog;
  private final Deque<String> frames = new ArrayDeque<>(); // the first one may be under way
  private int size;
  private long held; // bytes of the backlog
  private long movedAt; // as System.nanoTime: since when the first one has waited
  private boolean known; // to the backlog

  Waiting(Outbound owner, Backlog backlog) {
    this.owner = owner;
    this.backlog = backlog;
  }

  boolean isEmpty() {
    return frames.isEmpty();
  }

  boolean halfFull() {
    return frames.size() > MAX_FRAMES / 2 || size > MAX_SIZE / 2;
  }

  /** Null where nothing waits. */
  String first() {
    return frames.peek();
  }

  /** A frame that nothing waits before fits unless all of them hold far too much. */
  boolean add(String frame, Urgency urgency) {
    boolean alone = frames.isEmpty();
    if (!alone && (frames.size() >= urgency.frames || size + frame.length() > urgency.characters)) {
      return false;
    }
    long bytes = Backlog.bytes(frame);
    if (!backlog.take(bytes, alone ? Room.EVERYTHING : urgency.room)) {
      return false;
    }
    if (alone) {
      movedAt = System.nanoTime();
    }
    if (!known) {
      known = true;
      backlog.holds(owner);
    }
    frames.add(frame);
    size += frame.length();
    held += bytes;
    return true;
  }

  /** The first one has been taken. */
  void sent() {
    var frame = frames.remove();
    size -= frame.length();
    held -= Backlog.bytes(frame);
    backlog.giveBack(Backlog.bytes(frame));
    movedAt = System.nanoTime();
  }

  /** Bytes for how long they have waited while nothing was taken: the larger, the less it reads. */
  double burden(long now) {
    return frames.isEmpty() ? 0 : (double) held * Math.max(1, now - movedAt);
  }

  /**
   * Nothing is added any more.
   *
   * @param underWay whether the first one is, which is in memory until the connection is gone
   */
  void drop(boolean underWay) {
    var kept = underWay ? Backlog.bytes(frames.getFirst()) : 0;
    backlog.giveBack(held - kept);
    backlog.leaving(kept);
    backlog.holdsNothing(owner);
    held = kept;
    frames.clear();
    size = 0;
  }

  /** What was under way when the others were dropped is not any more; once or more often. */
  void left() {
    backlog.left(held);
    held = 0;
  }
}
