package dev.switchboard.application.stream;

import dev.switchboard.domain.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who of a company is connected, here or elsewhere. Changes are told together, now and then, so
 * that a thousand people who come back at once cost each of them one frame and not a thousand. Not
 * thread-safe.
 */
final class Presence {
  private final Duration grace;
  private final Map<UserId, Integer> sockets = new HashMap<>();
  private final Map<UserId, Instant> leftAt = new HashMap<>();
  private final TreeSet<UserId> told = new TreeSet<>();
  private Set<UserId> elsewhere = Set.of();

  Presence(Duration grace) {
    this.grace = grace;
  }

  int socketsOf(UserId user) {
    return sockets.getOrDefault(user, 0);
  }

  /** Whoever is connected to this node. */
  Set<UserId> here() {
    return Set.copyOf(sockets.keySet());
  }

  /** Whoever is connected to other nodes from now on. */
  void elsewhere(Set<UserId> users, Instant now) {
    var gone = new TreeSet<>(elsewhere);
    gone.removeAll(users);
    elsewhere = Set.copyOf(users);
    gone.forEach(user -> leaves(user, now));
    leftAt.keySet().removeAll(elsewhere);
  }

  void joined(UserId user) {
    sockets.merge(user, 1, Integer::sum);
    leftAt.remove(user);
  }

  void left(UserId user, Instant now) {
    sockets.computeIfPresent(user, (_, open) -> open == 1 ? null : open - 1);
    leaves(user, now);
  }

  private void leaves(UserId user, Instant now) {
    if (!sockets.containsKey(user) && !elsewhere.contains(user)) {
      leftAt.put(user, now);
    }
  }

  private TreeSet<UserId> connected() {
    var connected = new TreeSet<>(sockets.keySet());
    connected.addAll(elsewhere);
    return connected;
  }

  /** Everybody who counts as online, for somebody new. */
  Signal.Presence everybody() {
    var online = new TreeSet<>(told);
    online.addAll(connected());
    return new Signal.Presence(values(online), values(new TreeSet<>()));
  }

  /** As {@link #everybody}, for the only one there is: nobody else is to be told what changed. */
  Signal.Presence everybodyToAll() {
    told.addAll(connected());
    return everybody();
  }

  /** What changed since it was last asked for. */
  Optional<Signal.Presence> changes(Instant now) {
    var online = connected();
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
