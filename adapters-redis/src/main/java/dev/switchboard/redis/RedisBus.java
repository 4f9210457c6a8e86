package dev.switchboard.redis;

import dev.switchboard.application.stream.HubHints;
import dev.switchboard.application.stream.LocalBus;
import dev.switchboard.application.stream.StreamBus;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.redis.Hint.Stream;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.ArrayList;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * The own hub by a call, those of other nodes by Pub/Sub. While hints of streams are on their way
 * newer ones wait, and then only the last of each company is sent: however many messages come in,
 * there is no more than one hint a company and round trip, and no more memory than a number a
 * company. What cannot be sent is dropped, for the others look at the streams every second.
 */
final class RedisBus implements StreamBus {
  private static final long PATIENCE_SECONDS = 1;

  private final LocalBus local = new LocalBus();
  private final Map<CompanyId, Long> waiting = new ConcurrentHashMap<>();
  private final AtomicBoolean sending = new AtomicBoolean();
  private final LongAdder sent = new LongAdder();
  private final LongAdder received = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final RedisLine line;
  private final String channel;
  private final String origin;

  /**
   * @param origin of this node alone: 16 hexadecimal digits
   */
  RedisBus(RedisLine line, String channel, String origin) {
    this.line = line;
    this.channel = channel;
    this.origin = origin;
  }

  @Override
  public void subscribe(HubHints listener) {
    local.subscribe(listener);
  }

  @Override
  public void reached(CompanyId company, long seq) {
    local.reached(company, seq);
    waiting.merge(company, seq, Math::max);
    send();
  }

  @Override
  public void attendanceChanged(CompanyId company) {
    local.attendanceChanged(company);
    send(new Hint(company.value(), Stream.ATTENDANCE, OptionalLong.empty(), 0, origin));
  }

  @Override
  public void typing(CompanyId company, SessionId by, ConversationId chat) {
    local.typing(company, by, chat);
    var where = OptionalLong.of(chat.value());
    send(new Hint(company.value(), Stream.TYPING, where, by.value(), origin));
  }

  private void send(Hint hint) {
    line.commands().ifPresentOrElse(commands -> publish(commands, hint), dropped::increment);
  }

  private void send() {
    if (!waiting.isEmpty() && sending.compareAndSet(false, true)) {
      try {
        line.commands().ifPresentOrElse(this::sendWaiting, this::dropWaiting);
      } catch (RuntimeException | Error e) {
        sending.set(false); // or nothing would ever be sent again
        throw e;
      }
    }
  }

  private void sendWaiting(RedisAsyncCommands<String, String> commands) {
    var hints = new ArrayList<CompletableFuture<Long>>();
    for (var company : waiting.keySet()) {
      var seq = waiting.remove(company);
      if (seq != null) {
        hints.add(
            publish(
                commands,
                new Hint(company.value(), Stream.EVENTS, OptionalLong.empty(), seq, origin)));
      }
    }
    CompletableFuture.allOf(hints.toArray(CompletableFuture[]::new))
        .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .whenComplete(
            (_, _) -> {
              sending.set(false);
              send();
            });
  }

  private void dropWaiting() {
    dropped.add(waiting.size());
    waiting.clear();
    sending.set(false);
  }

  private CompletableFuture<Long> publish(RedisAsyncCommands<String, String> commands, Hint hint) {
    var published = commands.publish(channel, hint.text()).toCompletableFuture();
    return published.whenComplete((_, failure) -> (failure == null ? sent : dropped).increment());
  }

  /** Of whoever can write to the channel; on a thread of the connection. */
  void heard(String text) {
    var hint = Hint.parse(text);
    if (hint.isEmpty()) {
      refused.increment();
    } else if (!hint.get().origin().equals(origin)) {
      received.increment();
      tell(hint.get());
    }
  }

  private void tell(Hint hint) {
    var company = new CompanyId(hint.tenant());
    switch (hint.about()) {
      case EVENTS -> local.reached(company, hint.seq());
      case ATTENDANCE -> local.attendanceChanged(company);
      case TYPING ->
          local.typing(
              company, new SessionId(hint.seq()), new ConversationId(hint.chat().orElseThrow()));
    }
  }

  long sent() {
    return sent.sum();
  }

  long received() {
    return received.sum();
  }

  /** Not sent, for nobody answered. */
  long dropped() {
    return dropped.sum();
  }

  /** What was on the channel and is no hint. */
  long refused() {
    return refused.sum();
  }
}
