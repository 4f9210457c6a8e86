package dev.switchboard.application.stream;

import dev.switchboard.domain.user.SessionId;
import java.util.Optional;
import java.util.Set;

/** Reads the stream for one subscriber, on a thread of its own, until the tail can take over. */
final class CatchUp {
  private static final int PAGE = 200;

  private final CompanyTail tail;
  private final HubContext context;
  private final SessionId session;
  private final String epoch;
  private final Place place;
  private final Subscription subscription;

  CatchUp(
      CompanyTail tail,
      HubContext context,
      SessionId session,
      String epoch,
      Place place,
      Subscription subscription) {
    this.tail = tail;
    this.context = context;
    this.session = session;
    this.epoch = epoch;
    this.place = place;
    this.subscription = subscription;
  }

  /** First what was missed after {@code seq}; a reset where that is not to be had. */
  void replay(String asked, long seq) {
    var refusal = refusal(asked, seq);
    if (refusal.isPresent()) {
      subscription.signal(new Signal.Reset(refusal.get())); // goes on as if it had not asked
    } else if (!rewind(seq)) {
      return;
    }
    run();
  }

  private boolean rewind(long seq) {
    var viewer = viewer();
    if (viewer.isEmpty()) {
      return false;
    }
    int limit = context.limits().resumeFrames();
    int count =
        context.reader().countFor(tail.company(), viewer.get(), seq, Long.MAX_VALUE, limit + 1);
    if (count > limit) {
      subscription.signal(new Signal.Reset("too_many"));
    } else {
      subscription.signal(new Signal.Resumed(count));
      place.jump(seq);
    }
    return true;
  }

  /** The numbers have no gaps, so events that were dropped by age show as one. */
  private Optional<String> refusal(String asked, long seq) {
    if (!epoch.equals(asked)) {
      return Optional.of("epoch");
    }
    var head = context.reader().head(tail.company());
    if (seq < 0 || seq > head) {
      return Optional.of("future");
    }
    var oldest = context.clock().instant().minus(context.limits().resumeWindow());
    var missed = context.reader().read(tail.company(), seq, 1);
    if (missed.rows().isEmpty()) {
      return seq < head ? Optional.of("expired") : Optional.empty();
    }
    return missed.rows().stream()
        .filter(row -> row.seq() != seq + 1 || row.at().isBefore(oldest))
        .findFirst()
        .map(_ -> "expired");
  }

  void run() {
    long target = place.behind(tail);
    while (target > place.position()) {
      var viewer = viewer();
      if (viewer.isEmpty() || !give(viewer.get(), target)) {
        return;
      }
      target = place.behind(tail);
    }
    place.takeWaiting().ifPresent(Runnable::run);
  }

  private boolean give(Viewer viewer, long target) {
    var page = context.reader().readFor(tail.company(), viewer, place.position(), target, PAGE);
    for (var row : page.rows()) {
      if (!subscription.sendWhenRoom(row)) {
        subscription.abort(CloseCode.TOO_SLOW);
        return false;
      }
    }
    place.passed(page.more() ? page.rows().getLast().seq() : target);
    return true;
  }

  /** As of now; without one the connection ends here. */
  Optional<Viewer> viewer() {
    return subscription.admitted(
        context.permissions().find(tail.company(), Set.of(session)).get(session));
  }
}
