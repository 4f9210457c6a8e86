package dev.switchboard.application.stream;

import dev.switchboard.application.account.Caller;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket's place in its company's stream: what it has been given, and the chain of its numbers.
 * Thread-safe; no method of the client's side blocks.
 */
public final class Subscription {
  private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);
  private static final int PAGE = 200;

  private final CompanyTail tail;
  private final HubContext context;
  private final UserId user;
  private final SessionId session;
  private final Optional<Instant> expiresAt;
  private final String connection;
  private final String epoch;
  private final Outbound outbound;

  // All under the tail's lock while live; else they belong to the one thread that catches up.
  private boolean live;
  private boolean catchingUp;
  private boolean replaying;
  private Optional<Runnable> waiting = Optional.empty();
  private boolean closed;
  private long position;
  private long prev;

  Subscription(
      CompanyTail tail,
      HubContext context,
      Caller caller,
      Optional<Instant> expiresAt,
      String connection,
      String epoch,
      Socket socket) {
    this.tail = tail;
    this.context = context;
    this.user = caller.user();
    this.session = caller.session();
    this.expiresAt = expiresAt;
    this.connection = connection;
    this.epoch = epoch;
    this.outbound = new Outbound(socket);
  }

  UserId user() {
    return user;
  }

  SessionId session() {
    return session;
  }

  boolean expired(Instant now) {
    return expiresAt.filter(end -> !end.isAfter(now)).isPresent();
  }

  public void ping() {
    signal(new Signal.Pong());
  }

  /** The client says how far it has read. Replays need no such memory, so nothing is kept. */
  public void ack(long seq) {
    LOG.trace("{} has read {}", connection, seq);
  }

  /** The client sent something that is not understood. */
  public void misunderstood(String code) {
    signal(new Signal.Problem(code));
  }

  /** The client sends more than anybody needs to. */
  public void flooded() {
    abort(CloseCode.TOO_MANY);
  }

  public void typing(ConversationId chat) {
    background(() -> tail.typing(this, chat));
  }

  /** Replays what this user missed after {@code seq}; at most one replay at a time. */
  public void resume(String epoch, long seq) {
    Runnable replay = () -> replay(epoch, seq);
    switch (stopLive(replay)) {
      case NOW -> background(replay);
      case AFTER_CATCHING_UP -> {} // the thread that catches up goes on with it
      case NOT -> misunderstood("resume.running");
    }
  }

  /** The connection has ended. */
  public void closed() {
    outbound.end();
    leave();
  }

  // --- for the tail, under its lock ---

  void begin(long at, Signal.Presence everybody) {
    position = at;
    prev = at;
    live = true;
    signal(new Signal.Hello(connection, epoch, at, context.limits()));
    whisper(context.json().write(everybody));
  }

  void deliver(Viewer viewer, List<StreamReader.Row> rows) {
    if (!live || closed) {
      return;
    }
    for (var row : rows) {
      if (row.seq() > position && viewer.sees(row) && !send(row)) {
        abort(CloseCode.TOO_SLOW);
        return;
      }
    }
    position = Math.max(position, rows.getLast().seq());
  }

  /** Reads for itself what the tail cannot give it. */
  void fallBehind() {
    if (live && !closed) {
      live = false;
      catchingUp = true;
      background(this::catchUp);
    }
  }

  /** For a session that was revoked while the socket was being opened, when nobody found it yet. */
  void recheck() {
    background(this::viewer);
  }

  void heartbeat() {
    outbound.ping();
  }

  // --- closing ---

  /** Never joined. */
  void refuse(CloseCode code) {
    outbound.finish(code);
  }

  void abort(CloseCode code) {
    outbound.abort(code);
    leave();
  }

  /** Tells the client to come back, at a moment of its own, and closes. */
  void reconnect(long afterMs) {
    signal(new Signal.Reconnect(afterMs));
    outbound.finish(CloseCode.RESTART);
    leave();
  }

  private void leave() {
    tail.lock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      live = false;
      tail.leave(this);
    } finally {
      tail.lock().unlock();
    }
  }

  // --- catching up, on a thread of its own ---

  private enum Start {
    NOW,
    AFTER_CATCHING_UP,
    NOT
  }

  private Start stopLive(Runnable replay) {
    tail.lock().lock();
    try {
      if (closed || replaying || !(live || catchingUp)) {
        return Start.NOT;
      }
      replaying = true;
      if (live) {
        live = false;
        return Start.NOW;
      }
      waiting = Optional.of(replay);
      return Start.AFTER_CATCHING_UP;
    } finally {
      tail.lock().unlock();
    }
  }

  private void replay(String asked, long seq) {
    var refusal = refusal(asked, seq);
    if (refusal.isPresent()) {
      signal(new Signal.Reset(refusal.get())); // goes on from hello, as if it had not asked
    } else {
      var viewer = viewer();
      if (viewer.isEmpty()) {
        return;
      }
      int limit = context.limits().resumeFrames();
      int count =
          context.reader().countFor(tail.company(), viewer.get(), seq, Long.MAX_VALUE, limit + 1);
      if (count > limit) {
        signal(new Signal.Reset("too_many"));
      } else {
        signal(new Signal.Resumed(count));
        position = seq;
        prev = seq;
      }
    }
    catchUp();
  }

  /** The numbers have no gaps, so events that were dropped by age show as one. */
  private Optional<String> refusal(String asked, long seq) {
    if (!epoch.equals(asked)) {
      return Optional.of("epoch");
    }
    if (seq < 0 || seq > context.reader().head(tail.company())) {
      return Optional.of("future");
    }
    var oldest = context.clock().instant().minus(context.limits().resumeWindow());
    var missed = context.reader().read(tail.company(), seq, 1);
    return missed.stream()
        .filter(row -> row.seq() != seq + 1 || row.at().isBefore(oldest))
        .findFirst()
        .map(_ -> "expired");
  }

  private void catchUp() {
    long target = behind();
    while (target > position) {
      var viewer = viewer();
      if (viewer.isEmpty()) {
        return;
      }
      var page = context.reader().readFor(tail.company(), viewer.get(), position, target, PAGE);
      for (var row : page) {
        if (!roomAgain() || !send(row)) {
          abort(CloseCode.TOO_SLOW);
          return;
        }
      }
      position = page.size() == PAGE ? page.getLast().seq() : target;
      target = behind();
    }
    takeWaiting().ifPresent(Runnable::run);
  }

  private Optional<Runnable> takeWaiting() {
    tail.lock().lock();
    try {
      var taken = waiting;
      waiting = Optional.empty();
      return taken;
    } finally {
      tail.lock().unlock();
    }
  }

  /** Where the tail stands; where that is not ahead, this joins it in the same step. */
  private long behind() {
    tail.lock().lock();
    try {
      if (waiting.isPresent()) {
        return position; // a replay goes first
      }
      live = !closed && position >= tail.position();
      if (live) {
        catchingUp = false;
        replaying = false;
      }
      return closed ? position : tail.position();
    } finally {
      tail.lock().unlock();
    }
  }

  private boolean roomAgain() {
    try {
      return outbound.awaitRoom(context.limits().stall());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Optional<Viewer> viewer() {
    var caller =
        Optional.ofNullable(
            context.permissions().find(tail.company(), Set.of(session)).get(session));
    if (caller.isEmpty()) {
      abort(CloseCode.UNAUTHENTICATED);
    }
    return caller.map(Viewer::of);
  }

  // --- sending ---

  private boolean send(StreamReader.Row row) {
    var payload = row.payload();
    var frame =
        "{\"type\":\""
            + row.type()
            + "\",\"seq\":"
            + row.seq()
            + ",\"prev\":"
            + prev
            + (payload.length() > 2 ? "," : "")
            + payload.substring(1);
    prev = row.seq();
    return outbound.offer(frame);
  }

  private void signal(Object signal) {
    if (!outbound.offer(context.json().write(signal))) {
      abort(CloseCode.TOO_SLOW);
    }
  }

  void whisper(String frame) {
    outbound.offerIfQuiet(frame);
  }

  private void background(Runnable work) {
    context
        .executor()
        .execute(
            () -> {
              try {
                work.run();
              } catch (RuntimeException e) {
                LOG.warn("connection {} is closed for want of the storage", connection, e);
                abort(CloseCode.TRY_LATER);
              }
            });
  }
}
