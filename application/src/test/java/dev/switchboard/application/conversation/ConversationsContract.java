package dev.switchboard.application.conversation;

import static dev.switchboard.application.conversation.AConversation.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Lifecycle;
import dev.switchboard.domain.conversation.Priority;
import dev.switchboard.domain.conversation.Reach;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Conversations} must do. */
public interface ConversationsContract extends ConversationPorts {
  @Test
  default void findsWhatWasBegun() {
    var begun = begin(fresh(NOON));
    assertThat(conversations().find(begun.company(), begun.id())).contains(begun);
  }

  @Test
  default void anotherCompanyFindsNothing() {
    var begun = begin(fresh(NOON));
    assertThat(conversations().find(world().company(), begun.id())).isEmpty();
    assertThat(inUnit(() -> conversations().lock(world().company(), begun.id()))).isEmpty();
  }

  @Test
  default void aContactHasOneConversation() {
    var first = begin(fresh(NOON));
    var second =
        AConversation.of(
            first.company(), ids().next(), first.channel(), first.contact(), NOON.plusSeconds(5));
    var begun = inUnit(() -> conversations().beginOrLock(List.of(second)));
    assertThat(begun.conversations()).containsEntry(first.contact(), first).hasSize(1);
    assertThat(begun.created()).isEmpty();
  }

  @Test
  default void saysWhichItCreated() {
    var known = begin(fresh(NOON));
    var fresh = AConversation.in(world(), known.company(), ids(), NOON);
    var begun = inUnit(() -> conversations().beginOrLock(List.of(known, fresh)));
    assertThat(begun.created()).containsExactly(fresh.id());
    assertThat(begun.conversations().values()).containsExactlyInAnyOrder(known, fresh);
  }

  @Test
  default void keepsEverythingOfAnUpdate() {
    var agent = ids().next();
    var begun = begin(fresh(NOON));
    var owner = world().agent(begun.company(), AConversation.agent(agent, NOON)).user();
    var later = NOON.plusSeconds(60);
    var next =
        begun
            .received("hello", NOON.plusSeconds(1), later)
            .answered("good day", NOON.plusSeconds(2), later)
            .reached(new Reach(Optional.of(NOON.plusSeconds(3)), Optional.of(NOON.plusSeconds(2))))
            .assignTo(owner, later)
            .labelled(Priority.URGENT, List.of("a \"quoted\\ tag\"", "vip, {x}", "ümläut"), later)
            .movedTo(new Lifecycle.Snoozed(NOON.plusSeconds(99)), later);
    update(next);
    assertThat(conversations().find(next.company(), next.id())).contains(next);
    var open = next.movedTo(Lifecycle.OPEN, later).unassign(later).read(0, later);
    update(open);
    assertThat(conversations().find(next.company(), next.id())).contains(open);
  }

  @Test
  default void aRollbackLeavesNoConversation() {
    var fresh = fresh(NOON);
    try {
      transactions()
          .inTransaction(
              () -> {
                conversations().beginOrLock(List.of(fresh));
                throw new IllegalArgumentException("no");
              });
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessage("no");
    }
    assertThat(conversations().find(fresh.company(), fresh.id())).isEmpty();
  }

  @Test
  default void theBacklogIsWhatWaitsForAnAgentLongestFirst() {
    var company = world().company();
    var agent = world().agent(company, AConversation.agent(ids().next(), NOON)).user();
    var third = waiting(company, 3);
    var first = waiting(company, 1);
    var second = waiting(company, 2).movedTo(new Lifecycle.Pending(), NOON);
    update(second);
    update(waiting(company, 0).assignTo(agent, NOON));
    update(waiting(company, 0).unassign(NOON));
    update(waiting(company, 0).movedTo(new Lifecycle.Resolved(), NOON));
    update(waiting(company, 0).movedTo(new Lifecycle.Snoozed(NOON.plusSeconds(9)), NOON));
    begin(in(company, NOON));
    waiting(world().company(), 0);
    assertThat(inUnit(() -> conversations().lockBacklog(company, 10)))
        .containsExactly(first, second, third);
    assertThat(inUnit(() -> conversations().lockBacklog(company, 2)))
        .containsExactly(first, second);
  }

  @Test
  default void saysWhichCompaniesHaveABacklog() {
    var company = world().company();
    assertThat(conversations().withBacklog()).doesNotContain(company);
    waiting(company, 1);
    waiting(company, 2);
    assertThat(conversations().withBacklog()).containsOnlyOnce(company);
    var another = world().company();
    update(waiting(another, 1).movedTo(new Lifecycle.Pending(), NOON));
    assertThat(conversations().withBacklog()).containsOnlyOnce(another);
  }

  @Test
  default void whatIsResolvedCanBeTakenFromAnAgentAtOnce() {
    var company = world().company();
    var ada = world().agent(company, AConversation.agent(ids().next(), NOON)).user();
    var bo = world().agent(company, AConversation.agent(ids().next(), NOON)).user();
    var resolved = new Lifecycle.Resolved();
    var adas = begin(in(company, NOON)).assignTo(ada, NOON).movedTo(resolved, NOON);
    var bos = begin(in(company, NOON)).assignTo(bo, NOON).movedTo(resolved, NOON);
    var open = begin(in(company, NOON)).assignTo(ada, NOON);
    List.of(adas, bos, open).forEach(this::update);
    transactions()
        .inTransaction(
            () -> conversations().releaseResolved(company, Set.of(ada), NOON.plusSeconds(1)));
    assertThat(conversations().find(company, adas.id()))
        .contains(AConversation.released(adas, NOON.plusSeconds(1)));
    assertThat(conversations().find(company, bos.id())).contains(bos);
    assertThat(conversations().find(company, open.id())).contains(open);
  }

  @Test
  default void whatAnAgentHasIsWhatIsNotResolved() {
    var company = world().company();
    var ada = world().agent(company, AConversation.agent(ids().next(), NOON)).user();
    var bo = world().agent(company, AConversation.agent(ids().next(), NOON)).user();
    var later = begin(in(company, NOON.plusSeconds(1))).assignTo(ada, NOON);
    var pending =
        begin(in(company, NOON)).assignTo(ada, NOON).movedTo(new Lifecycle.Pending(), NOON);
    update(later);
    update(pending);
    update(begin(in(company, NOON)).assignTo(bo, NOON));
    update(begin(in(company, NOON)).assignTo(ada, NOON).movedTo(new Lifecycle.Resolved(), NOON));
    assertThat(inUnit(() -> conversations().lockAssignedTo(company, Set.of(ada))))
        .containsExactly(pending, later);
  }

  @Test
  default void snoozedOnesWakeWhenTheirTimeHasCome() {
    var now = Instant.parse("2031-01-01T00:00:00Z").plus(Duration.ofDays(ids().next()));
    var due = begin(fresh(NOON)).movedTo(new Lifecycle.Snoozed(now), NOON);
    var early = begin(fresh(NOON)).movedTo(new Lifecycle.Snoozed(now.plusSeconds(1)), NOON);
    update(due);
    update(early);
    assertThat(inUnit(() -> conversations().lockSnoozedUntil(now, 100)))
        .contains(due)
        .doesNotContain(early);
  }

  @Test
  default void manyAtOnceBeginOneConversation() throws Exception {
    var company = world().company();
    var channel = world().channel(company);
    var contact = world().contact(company, channel, "Ada");
    var seen =
        inParallel(
            200,
            () -> {
              var mine = AConversation.of(company, ids().next(), channel, contact, NOON);
              var begun = inUnit(() -> conversations().beginOrLock(List.of(mine)));
              return List.of(begun.conversations().get(contact).id(), begun.created().size());
            });
    assertThat(new HashSet<>(seen.stream().map(List::getFirst).toList())).hasSize(1);
    assertThat(seen.stream().mapToInt(s -> (Integer) s.getLast()).sum()).isEqualTo(1);
  }

  @Test
  default void concurrentChangesOfOneConversationAreNotLost() throws Exception {
    var begun = begin(fresh(NOON));
    inParallel(
        100,
        () ->
            inUnit(
                () -> {
                  var now = conversations().lock(begun.company(), begun.id()).orElseThrow();
                  conversations().update(List.of(now.received("x", NOON, NOON)));
                  return true;
                }));
    assertThat(conversations().find(begun.company(), begun.id()).orElseThrow().unread())
        .isEqualTo(100);
  }

  @Test
  default void overlappingBatchesInAnyOrderAllFinish() throws Exception {
    var company = world().company();
    var all = IntStream.range(0, 12).mapToObj(_ -> in(company, NOON)).toList();
    var ids = new ArrayList<ConversationId>(all.stream().map(Conversation::id).toList());
    var turn = new java.util.concurrent.atomic.AtomicInteger();
    inParallel(
        40,
        () -> {
          var mine = new ArrayList<>(all);
          java.util.Collections.rotate(mine, turn.incrementAndGet());
          return inUnit(
              () -> {
                var locked = conversations().beginOrLock(mine.subList(0, 8)).conversations();
                conversations()
                    .update(
                        locked.values().stream().map(c -> c.received("x", NOON, NOON)).toList());
                return true;
              });
        });
    var unread =
        ids.stream()
            .mapToInt(id -> conversations().find(company, id).map(Conversation::unread).orElse(0))
            .sum();
    assertThat(unread).isEqualTo(40 * 8);
  }

  private Conversation fresh(Instant at) {
    return in(world().company(), at);
  }

  private Conversation in(CompanyId company, Instant at) {
    return AConversation.in(world(), company, ids(), at);
  }

  private Conversation waiting(CompanyId company, int since) {
    var waiting = begin(in(company, NOON.minusSeconds(since))).awaitAgent(NOON.plusSeconds(since));
    update(waiting);
    return waiting;
  }

  private Conversation begin(Conversation fresh) {
    return inUnit(() -> conversations().beginOrLock(List.of(fresh)))
        .conversations()
        .get(fresh.contact());
  }

  private void update(Conversation next) {
    transactions().inTransaction(() -> conversations().update(List.of(next)));
  }

  private <T> T inUnit(java.util.function.Supplier<T> work) {
    return transactions().inTransaction(work);
  }

  /** Eight at a time. */
  static <T> List<T> inParallel(int times, Callable<T> task)
      throws InterruptedException, ExecutionException {
    try (var executor = Executors.newFixedThreadPool(8)) {
      var results = new ArrayList<T>();
      for (var done : executor.invokeAll(IntStream.range(0, times).mapToObj(_ -> task).toList())) {
        results.add(done.get());
      }
      return results;
    }
  }
}
