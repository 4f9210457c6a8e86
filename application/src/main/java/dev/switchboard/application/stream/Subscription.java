package dev.switchboard.application.stream;

import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Caller.Standing;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket's place in its company's stream: what it has been given, and the chain of its numbers.
 * Thread-safe; no method of the client's side blocks.
 */
public final class Subscription {
  private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);

  private final CompanyTail tail;
  private final HubContext context;
  private final UserId user;
  private final SessionId session;
  private final Standing standing;
  private final Optional<Instant> expiresAt;
  private final String connection;
  private final String epoch;
  private final Outbound outbound;
  private final Place place;
  private final CatchUp catchUp;
  private final Attention attention;

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
    this.standing = caller.standing();
    this.expiresAt = expiresAt;
    this.connection = connection;
    this.epoch = epoch;
    this.outbound = new Outbound(socket, context.backlog(), this::leave);
    this.place = new Place(tail.lock());
    this.catchUp = new CatchUp(tail, context, session, epoch, place, this);
    this.attention = new Attention(context.limits().heartbeat());
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
    context.cluster().bus().typing(tail.company(), session, chat);
  }

  /** Replays what this user missed after {@code seq}; at most one replay at a time. */
  public void resume(String epoch, long seq) {
    Runnable replay = () -> catchUp.replay(epoch, seq);
    switch (place.ask(replay)) {
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

  /** False once the connection is closed, or is being closed and takes nothing more. */
  public boolean open() {
    return !outbound.ending();
  }

  // --- for the tail, under its lock ---

  void begin(long at, Signal.Presence everybody) {
    place.begin(at);
    signal(new Signal.Hello(connection, epoch, at, context.limits()));
    whisper(context.json().write(everybody));
  }

  /**
   * What they may see, given who they are now. Where their session has ended the connection ends;
   * where they have other rights than when it began, they come back and resume with those.
   *
   * @param now null where the session has ended
   */
  Optional<Viewer> admitted(Caller now) {
    if (now == null) {
      abort(CloseCode.UNAUTHENTICATED);
    } else if (!now.standing().equals(standing)) {
      abort(CloseCode.RESTART);
    } else {
      return Optional.of(Viewer.of(now));
    }
    return Optional.empty();
  }

  /** What follows {@code after}, to who they are now, as {@link #admitted}. */
  void deliver(Caller now, long after, List<StreamReader.Row> rows) {
    orComesBack(() -> admitted(now).ifPresent(viewer -> give(viewer, after, rows)));
  }

  private void give(Viewer viewer, long after, List<StreamReader.Row> rows) {
    if (place.position() < after) { // a delivery ended before its turn came
      fallBehind();
    }
    if (!place.live()) {
      return;
    }
    for (var row : rows) {
      if (row.seq() > place.position() && viewer.sees(row) && !send(row)) {
        abort(CloseCode.TOO_SLOW);
        return;
      }
    }
    place.passed(rows.getLast().seq());
  }

  /** Reads for itself what the tail cannot give it. */
  void fallBehind() {
    if (place.fallBehind()) {
      background(catchUp::run);
    }
  }

  /** For a session that was revoked while the socket was being opened, when nobody found it yet. */
  void recheck() {
    background(catchUp::viewer);
  }

  /** Ends the connection of who has left three pings unanswered. */
  void heartbeat(long now) {
    if (attention.lost(outbound.received(), now)) {
      abort(CloseCode.TOO_SLOW);
    } else {
      outbound.ping();
    }
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
      if (place.leave()) {
        tail.leave(this);
      }
    } finally {
      tail.lock().unlock();
    }
  }

  // --- sending ---

  /** Waits for the client to take what it was sent already, but not for ever. */
  boolean sendWhenRoom(StreamReader.Row row) {
    try {
      return outbound.offerWhenRoom(place.link(row), context.limits().stall());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean send(StreamReader.Row row) {
    return outbound.offer(place.link(row));
  }

  void signal(Object signal) {
    if (!outbound.offer(context.json().write(signal))) {
      abort(CloseCode.TOO_SLOW);
    }
  }

  void whisper(String frame) {
    outbound.offerIfQuiet(frame);
  }

  private void background(Runnable work) {
    orComesBack(() -> context.executor().execute(() -> orComesBack(work)));
  }

  /** Whatever fails, nobody is left waiting for frames that nobody gives them. */
  private void orComesBack(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      LOG.warn("connection {} is closed, for want of the storage perhaps", connection, e);
      abort(CloseCode.TRY_LATER);
    }
  }
}
