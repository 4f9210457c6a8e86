package dev.switchboard.application.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.account.Caller;
import dev.switchboard.domain.conversation.ConversationId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Resumes that meet a subscriber who is being read for, step by step. */
class CatchUpTest {
  private final HubWorld world = new HubWorld();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final List<String> frames = new ArrayList<>();
  private final Caller ada = world.agent(1);
  private final ConversationId chat = world.conversation(11, ada);
  private final HubContext context =
      new HubContext(
          world.streams,
          LivePermissions.of(world.callers, world.clock),
          world.conversations,
          new PlainJson(),
          world.clock,
          HubWorld.LIMITS,
          Cluster.alone(new LocalBus()),
          tasks::add,
          new Backlog(HubWorld.LIMITS.backlog(), Runnable::run));
  private final CompanyTail tail = new CompanyTail(HubWorld.COMPANY, context, _ -> {});

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aResumeThatMeetsACatchUpGoesOnAfterIt() {
    world.message(chat);
    world.message(chat);
    var subscription = joined();
    world.message(chat);
    subscription.fallBehind();

    subscription.resume("memory", 1);
    tail.reached(3);
    runAll();

    assertThat(types()).containsSubsequence("resumed", "new_message", "new_message");
    assertThat(seqs()).containsExactly(2L, 3L);
    assertThat(frames.stream().filter(frame -> has(frame, "prev")).map(this::prev))
        .containsExactly(1L, 2L);
  }

  @Test
  void aSecondResumeDuringTheFirstIsRefusedAndTheFirstIsAnswered() {
    world.message(chat);
    var subscription = joined();

    subscription.resume("memory", 0);
    subscription.resume("memory", 0);
    runAll();

    assertThat(types()).containsOnlyOnce("resumed", "error");
    assertThat(seqs()).containsExactly(1L);
  }

  @Test
  void afterAResumeTheTailGivesTheNextFrames() {
    world.message(chat);
    var subscription = joined();
    subscription.resume("memory", 0);
    runAll();

    world.message(chat);
    tail.reached(2);
    runAll();

    assertThat(seqs()).containsExactly(1L, 2L);
    assertThat(prev(frames.getLast())).isEqualTo(1L);
  }

  @Test
  void whoHasLeftIsReadForNoMore() {
    world.message(chat);
    var subscription = joined();
    subscription.resume("memory", 0);
    subscription.closed();
    runAll();

    assertThat(seqs()).isEmpty();
    subscription.resume("memory", 0);
    assertThat(tasks).isEmpty();
  }

  private Subscription joined() {
    var subscription =
        new Subscription(tail, context, ada, Optional.empty(), "c", "memory", new Listener());
    tail.join(subscription);
    runAll();
    return subscription;
  }

  private void runAll() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
  }

  private List<String> types() {
    return frames.stream().map(frame -> PlainJson.text(frame, "type")).toList();
  }

  private List<Long> seqs() {
    return frames.stream()
        .filter(frame -> has(frame, "prev"))
        .map(frame -> PlainJson.number(frame, "seq"))
        .toList();
  }

  private long prev(String frame) {
    return PlainJson.number(frame, "prev");
  }

  private static boolean has(String frame, String field) {
    return PlainJson.has(frame, field);
  }

  private final class Listener implements Socket {
    @Override
    public void send(String frame, Runnable sent) {
      frames.add(frame);
      sent.run();
    }

    @Override
    public void ping() {}

    @Override
    public long received() {
      return 0;
    }

    @Override
    public void close(int code, String reason) {}
  }
}
