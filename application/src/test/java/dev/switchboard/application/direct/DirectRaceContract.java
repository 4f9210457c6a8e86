package dev.switchboard.application.direct;

import static dev.switchboard.application.conversation.AConversation.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.Contention;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.application.direct.DirectInbox.Which;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.direct.DirectMessage;
import dev.switchboard.domain.direct.Pair;
import dev.switchboard.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Everything at once on many threads. The units of work are not retried: one that lost to a
 * deadlock would fail the test.
 */
public interface DirectRaceContract extends DirectPorts {
  int THREADS = 12;
  int STEPS = 60;

  @Test
  default void theFiguresAreExactWhateverHappensAtOnce() throws Exception {
    var company = world().company();
    var users = IntStream.range(0, 5).mapToObj(i -> world().user(company, "User " + i)).toList();
    Queue<DirectMessage> sent = new ConcurrentLinkedQueue<>();
    atOnce(
        IntStream.range(0, THREADS)
            .<Callable<Boolean>>mapToObj(seed -> () -> actor(company, users, sent, seed))
            .toList());

    for (var user : users) {
      var unread = everything(company, user, new Which.Unread());
      assertThat(inbox().unread(company, user)).isEqualTo(unread.size());
      Map<Long, Long> bySender =
          unread.stream()
              .collect(Collectors.groupingBy(DirectMessageView::senderId, Collectors.counting()));
      for (var line : conversations(company, user)) {
        assertThat((long) line.unreadCount())
            .isEqualTo(bySender.getOrDefault(line.otherUserId(), 0L));
        var newest =
            inbox()
                .messages(
                    company, user, new Which.With(new UserId(line.otherUserId())), Slice.first(1));
        assertThat(line.lastMessageAt()).isEqualTo(newest.items().getFirst().createdAt());
      }
    }
    assertThat(sent).hasSizeGreaterThan(THREADS);
  }

  private boolean actor(
      CompanyId company, List<UserId> users, Queue<DirectMessage> sent, int seed) {
    var random = new Random(seed);
    for (int step = 0; step < STEPS; step++) {
      var user = users.get(random.nextInt(users.size()));
      var other = users.get(random.nextInt(users.size()));
      switch (random.nextInt(10)) {
        case 0 -> readAll(company, user, Optional.empty(), NOON);
        case 1 -> {
          if (!user.equals(other)) {
            readAll(company, user, Optional.of(other), NOON);
          }
        }
        case 2 -> Optional.ofNullable(sent.poll()).ifPresent(this::remove);
        case 3, 4 -> Optional.ofNullable(sent.peek()).ifPresent(message -> read(message, NOON));
        default -> {
          if (!user.equals(other)) {
            sent.add(send(company, user, other, "step " + step));
          }
        }
      }
    }
    return true;
  }

  @Test
  default void twoWhoWriteToEachOtherWhileBothReadDoNotBlockForGood() throws Exception {
    var company = world().company();
    var ada = world().user(company, "Ada");
    var bob = world().user(company, "Bob");
    atOnce(
        IntStream.range(0, THREADS)
            .<Callable<Boolean>>mapToObj(
                i ->
                    () -> {
                      var me = i % 2 == 0 ? ada : bob;
                      var other = Pair.of(ada, bob).other(me);
                      for (int step = 0; step < STEPS / 4; step++) {
                        send(company, me, other, "x");
                        readAll(company, me, Optional.of(other), NOON);
                      }
                      return true;
                    })
            .toList());
    readAll(company, ada, Optional.empty(), NOON);
    readAll(company, bob, Optional.empty(), NOON);

    assertThat(inbox().unread(company, ada)).isZero();
    assertThat(inbox().unread(company, bob)).isZero();
    var all = everything(company, ada, new Which.With(bob));
    assertThat(all).hasSize(THREADS * (STEPS / 4));
    assertThat(all).extracting(DirectMessageView::createdAt).doesNotHaveDuplicates();
  }

  @Test
  default void oneClientIdIsOneMessage() throws Exception {
    var company = world().company();
    var ada = world().user(company, "Ada");
    var bob = world().user(company, "Bob");
    var cleo = world().user(company, "Cleo");
    var stored =
        atOnce(
            IntStream.range(0, THREADS)
                .<Callable<DirectMessage>>mapToObj(
                    i -> () -> once(named(company, ada, i % 2 == 0 ? bob : cleo, "once")))
                .toList());

    assertThat(stored.stream().distinct()).hasSize(1);
    assertThat(texts(company, ada, new Which.Sent())).hasSize(1);
    assertThat(inbox().unread(company, bob) + inbox().unread(company, cleo)).isEqualTo(1);
  }

  private DirectMessage once(DirectMessage draft) {
    while (true) {
      try {
        return transactions()
            .inTransaction(
                () ->
                    named(draft.company(), draft.sender(), draft.clientId().orElseThrow().value())
                        .or(() -> messages().add(draft))
                        .orElseThrow());
      } catch (Contention _) {
        // as the port says: run again
      }
    }
  }

  private List<DirectMessageView> everything(CompanyId company, UserId user, Which which) {
    return inbox().messages(company, user, which, Slice.first(100_000)).items();
  }

  private static <T> List<T> atOnce(List<Callable<T>> tasks) throws Exception {
    try (var threads = Executors.newFixedThreadPool(tasks.size())) {
      var results = new ArrayList<T>();
      for (var task : threads.invokeAll(tasks)) {
        results.add(task.get());
      }
      return results;
    }
  }
}
