package dev.switchboard.application.stream;

import static org.awaitility.Awaitility.await;

import dev.switchboard.application.account.Caller;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.stream.Audience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever happens to the connections, every client ends up with exactly the frames it may see.
 * Chats change hands only while nothing is on its way, for else nobody could say who was to see
 * what; connections break at any time.
 */
class HubPropertyTest {
  private static final int STEPS = 400;

  /** A client with what it must have been given. */
  private static final class Watched {
    final Caller caller;
    final TestClient client;
    final TreeSet<Long> expected = new TreeSet<>();
    long accounted;
    boolean connected;
    Subscription line;

    Watched(Caller caller, TestClient client) {
      this.caller = caller;
      this.client = client;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everyClientGetsExactlyItsFrames(long seed) {
    var random = new Random(seed);
    try (var world = new HubWorld()) {
      var agents = List.of(world.agent(1), world.agent(2), world.agent(3));
      var callers = new ArrayList<>(agents);
      callers.add(world.manager(4));
      var chats = new ArrayList<ConversationId>();
      for (int i = 0; i < 5; i++) {
        chats.add(world.conversation(100 + i, agents.get(i % 3)));
      }
      var all = callers.stream().map(c -> new Watched(c, world.client(c))).toList();
      all.forEach(each -> connect(each, random));
      for (int step = 0; step < STEPS; step++) {
        var who = all.get(random.nextInt(all.size()));
        switch (random.nextInt(12)) {
          case 0, 1 -> breakOff(world, who);
          case 2, 3 -> reconnect(who, random);
          case 4 -> reassign(world, all, chats, agents, random);
          case 5 -> world.append(new Audience.Users(Set.of(who.caller.user())));
          default -> world.message(chats.get(random.nextInt(chats.size())));
        }
      }
      all.forEach(each -> reconnect(each, random));
      settle(world, all);
    }
  }

  private static void connect(Watched who, Random random) {
    who.line = who.client.connect(random.nextBoolean(), java.util.Optional.empty());
    who.connected = true;
  }

  private static void reconnect(Watched who, Random random) {
    if (!who.connected) {
      who.line = who.client.reconnect(random.nextBoolean());
      who.connected = true;
    }
  }

  private static void breakOff(HubWorld world, Watched who) {
    if (who.connected) {
      who.client.breakOff();
      who.line.closed();
      who.connected = false;
      account(world, who, who.client.position());
    }
  }

  private static void reassign(
      HubWorld world,
      List<Watched> all,
      List<ConversationId> chats,
      List<Caller> agents,
      Random random) {
    settle(world, all);
    world.assign(
        chats.get(random.nextInt(chats.size())), agents.get(random.nextInt(agents.size())));
  }

  /** Until every connected client has got what it must have by now. */
  private static void settle(HubWorld world, List<Watched> all) {
    // seen by all, so that whoever has got it has been offered everything before it
    world.append(
        new Audience.Users(
            all.stream().map(each -> each.caller.user()).collect(Collectors.toSet())));
    for (var who : all) {
      if (who.connected) {
        account(world, who, world.streams.head(HubWorld.COMPANY));
        await()
            .pollInterval(Duration.ofMillis(2))
            .atMost(Duration.ofSeconds(20))
            .until(() -> who.client.seen(), List.copyOf(who.expected)::equals);
      }
    }
  }

  private static void account(HubWorld world, Watched who, long upTo) {
    if (upTo > who.accounted) {
      world
          .streams
          .readFor(HubWorld.COMPANY, Viewer.of(who.caller), who.accounted, upTo, Integer.MAX_VALUE)
          .rows()
          .forEach(row -> who.expected.add(row.seq()));
      who.accounted = upTo;
    }
  }
}
