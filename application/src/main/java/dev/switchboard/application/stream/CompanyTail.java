package dev.switchboard.application.stream;

import dev.switchboard.application.account.Caller;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of one company's stream, read once for all its sockets. At most one thread follows it at
 * a time. Subscribers that keep up are given each batch under {@link #lock}; one that replays what
 * it missed reads for itself until it stands where the tail stands, and joins again under the lock.
 */
final class CompanyTail {
  private static final Logger LOG = LoggerFactory.getLogger(CompanyTail.class);
  private static final int BATCH = 500;
  private static final long NOT_STARTED = -1;

  private final CompanyId company;
  private final HubContext context;
  private final Consumer<CompanyTail> onEnd;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Subscription> subscriptions = new LinkedHashSet<>();
  private final Presence presence;
  private final Colleagues colleagues;
  private final Typing typing;
  private final Pulse pulse;
  private volatile long position = NOT_STARTED; // written under the lock
  private boolean ended;

  /**
   * @param onEnd called when the last subscriber has left; a tail that has ended stays so
   */
  CompanyTail(CompanyId company, HubContext context, Consumer<CompanyTail> onEnd) {
    this.company = company;
    this.context = context;
    this.onEnd = onEnd;
    this.presence = new Presence(context.limits().presenceGrace());
    this.colleagues = new Colleagues(company, context.cluster());
    this.typing = new Typing(company, context);
    this.pulse = new Pulse(context.executor(), this::run);
  }

  CompanyId company() {
    return company;
  }

  /**
   * Guards the place of every subscriber in the stream. Never held while the storage is asked: a
   * unit of work that has just committed still has its connection when it comes to revoke sessions.
   */
  ReentrantLock lock() {
    return lock;
  }

  /** Under the lock. */
  long position() {
    return position;
  }

  /** False where this tail has ended and another one must be asked. */
  boolean join(Subscription subscription) {
    long head = NOT_STARTED;
    var now = context.clock().instant();
    var elsewhere = Optional.<Set<UserId>>empty();
    if (position == NOT_STARTED) {
      head = context.reader().head(company);
      elsewhere = colleagues.ask(Set.of(subscription.user()), now);
    }
    lock.lock();
    try {
      if (ended) {
        return false;
      }
      if (full(subscription)) {
        subscription.refuse(CloseCode.TOO_MANY);
        return true;
      }
      if (position == NOT_STARTED) {
        position = head;
      }
      elsewhere.ifPresent(users -> presence.elsewhere(users, now));
      var first = subscriptions.isEmpty();
      subscriptions.add(subscription);
      presence.joined(subscription.user());
      subscription.begin(position, first ? presence.everybodyToAll() : presence.everybody());
    } finally {
      lock.unlock();
    }
    pulse.wake(); // for hints that came before the first position was known
    return true;
  }

  private boolean full(Subscription newcomer) {
    var limits = context.limits();
    return subscriptions.size() >= limits.socketsPerCompany()
        || presence.socketsOf(newcomer.user()) >= limits.socketsPerUser();
  }

  void leave(Subscription subscription) {
    lock.lock();
    try {
      if (subscriptions.remove(subscription)) {
        presence.left(subscription.user(), context.clock().instant());
      }
      if (!ended && subscriptions.isEmpty()) {
        ended = true;
        onEnd.accept(this);
        context.executor().execute(colleagues::left);
      }
    } finally {
      lock.unlock();
    }
  }

  void reached(long seq) {
    if (seq > position) {
      pulse.wake();
    }
  }

  /** The stream ends there: nothing has happened yet, or it went with the whole company. */
  void looked(long head) {
    if (head == 0) {
      revalidate();
    } else {
      reached(head);
    }
  }

  private void run() {
    try {
      follow();
    } catch (RuntimeException | Error e) {
      LOG.warn("stream of company {} cannot be read now; polled again later", company, e);
    }
  }

  private void follow() {
    StreamReader.Page page;
    do {
      long after = startedAt();
      if (after == NOT_STARTED) {
        return;
      }
      page = context.reader().read(company, after, BATCH);
      if (!page.rows().isEmpty()) {
        var asked = sessions(subscriptions());
        deliver(page.rows(), asked, context.permissions().find(company, asked));
      }
    } while (page.more());
  }

  private long startedAt() {
    return locked(() -> ended ? NOT_STARTED : position);
  }

  private void deliver(
      List<StreamReader.Row> rows, Set<SessionId> asked, Map<SessionId, Caller> callers) {
    lock.lock();
    try {
      long before = position;
      position = rows.getLast().seq();
      for (var subscription : List.copyOf(subscriptions)) {
        if (asked.contains(subscription.session())) {
          subscription.deliver(callers.get(subscription.session()), before, rows);
        } else {
          subscription.fallBehind(); // came while the permissions were read
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Told to those here who may know. */
  void typing(SessionId by, ConversationId chat) {
    typing.tell(by, chat, subscriptions());
  }

  void attendanceChanged() {
    colleagues.changed();
  }

  /** Closes what has expired and tells who came and went. */
  void tick() {
    var now = context.clock().instant();
    closeWhere(each -> each.expired(now), CloseCode.UNAUTHENTICATED);
    var elsewhere = colleagues.ask(locked(presence::here), now);
    lock.lock();
    try {
      elsewhere.ifPresent(users -> presence.elsewhere(users, now));
      presence
          .changes(now)
          .map(context.json()::write)
          .ifPresent(frame -> subscriptions.forEach(each -> each.whisper(frame)));
    } finally {
      lock.unlock();
    }
  }

  /**
   * @param now as {@link System#nanoTime}
   */
  void ping(long now) {
    subscriptions().forEach(each -> each.heartbeat(now));
  }

  void closeWhere(Predicate<Subscription> which, CloseCode code) {
    subscriptions().stream().filter(which).forEach(each -> each.abort(code));
  }

  /** Closes the sockets of sessions that have ended or changed without anybody telling. */
  void revalidate() {
    var asked = subscriptions();
    var callers = context.permissions().find(company, sessions(asked));
    asked.forEach(each -> each.admitted(callers.get(each.session())));
  }

  List<Subscription> subscriptions() {
    return locked(() -> List.copyOf(subscriptions));
  }

  private <T> T locked(Supplier<T> look) {
    lock.lock();
    try {
      return look.get();
    } finally {
      lock.unlock();
    }
  }

  private static Set<SessionId> sessions(Collection<Subscription> subscriptions) {
    return subscriptions.stream().map(Subscription::session).collect(Collectors.toSet());
  }
}
