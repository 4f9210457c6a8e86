package dev.switchboard.application.stream;

import dev.switchboard.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Who of a company is connected. Changes are told together, now and then, so that a thousand people
 * who come back at once cost each of them one frame and not a thousand. Not thread-safe.
 */
final class Presence {
  private final Duration grace;
  private final Map<UserId, Integer> sockets = new HashMap<>();
  private final Map<UserId, Instant> leftAt = new HashMap<>();
  private final TreeSet<UserId> told = new TreeSet<>();

  Presence(Duration grace) {
    this.grace = grace;
  }

  int socketsOf(UserId user) {
    return sockets.getOrDefault(user, 0);
  }

  void joined(UserId user) {
    sockets.merge(user, 1, Integer::sum);
    leftAt.remove(user);
  }

  void left(UserId user, Instant now) {
    if (sockets.computeIfPresent(user, (_, open) -> open == 1 ? null : open - 1) == null) {
      leftAt.put(user, now);
    }
  }

  /** Everybody who counts as online, for somebody new. */
  Signal.Presence everybody() {
    var online = new TreeSet<>(told);
    online.addAll(sockets.keySet());
    return new Signal.Presence(values(online), values(new TreeSet<>()));
  }

  /** As {@link #everybody}, for the only one there is: nobody else is to be told what changed. */
  Signal.Presence everybodyToAll() {
    told.addAll(sockets.keySet());
    return everybody();
  }

  /** What changed since it was last asked for. */
  Optional<Signal.Presence> changes(Instant now) {
    var online = new TreeSet<>(sockets.keySet());
    online.removeAll(told);
    var offline = new TreeSet<UserId>();
    leftAt.entrySet().stream()
        .filter(left -> !left.getValue().plus(grace).isAfter(now))
        .forEach(left -> offline.add(left.getKey()));
    leftAt.keySet().removeAll(offline);
    offline.retainAll(told);
    told.addAll(online);
    told.removeAll(offline);
    return online.isEmpty() && offline.isEmpty()
        ? Optional.empty()
        : Optional.of(new Signal.Presence(values(online), values(offline)));
  }

  private static Collection<Long> values(TreeSet<UserId> users) {
    return users.stream().map(UserId::value).toList();
  }
}
