package dev.switchboard.application.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.Transactions;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.stream.Audience;
import dev.switchboard.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link Streams} with its {@link StreamReader} must do. */
public interface StreamsContract {
  /** The event's payload; its JSON is what {@link #streams} writes for it. */
  record Payload(String text) {}

  UserId ADA = new UserId(71);
  UserId BOB = new UserId(72);

  Transactions transactions();

  Streams streams();

  StreamReader reader();

  /** What the hints said, in order. */
  List<Map.Entry<CompanyId, Long>> hints();

  /** One that no other test uses. */
  CompanyId newCompany();

  /** A conversation of {@code company} assigned to {@code agent}. */
  ConversationId conversationOf(CompanyId company, UserId agent);

  void reassign(CompanyId company, ConversationId conversation, UserId agent);

  private static StreamEvent event(CompanyId company, String text) {
    return new StreamEvent(company, new Audience.Users(Set.of(ADA)), "test", new Payload(text));
  }

  private void append(StreamEvent... events) {
    transactions().inTransaction(() -> streams().append(List.of(events)));
  }

  private List<String> payloads(CompanyId company) {
    return reader().read(company, 0, 10_000).rows().stream()
        .map(StreamReader.Row::payload)
        .toList();
  }

  @Test
  default void numbersFollowTheOrderGivenAndStartAtOne() {
    var company = newCompany();

    append(event(company, "a"), event(company, "b"));
    append(event(company, "c"));

    assertThat(reader().read(company, 0, 10).rows())
        .extracting(StreamReader.Row::seq)
        .containsExactly(1L, 2L, 3L);
    assertThat(payloads(company))
        .satisfiesExactly(
            a -> assertThat(a).contains("a"),
            b -> assertThat(b).contains("b"),
            c -> assertThat(c).contains("c"));
    assertThat(reader().head(company)).isEqualTo(3);
  }

  @Test
  default void eachCompanyCountsForItself() {
    var one = newCompany();
    var two = newCompany();

    append(event(two, "x"), event(one, "y"), event(two, "z"));

    assertThat(reader().read(one, 0, 10).rows())
        .extracting(StreamReader.Row::seq)
        .containsExactly(1L);
    assertThat(reader().read(two, 0, 10).rows())
        .extracting(StreamReader.Row::seq)
        .containsExactly(1L, 2L);
    assertThat(payloads(two).getLast()).contains("z");
    assertThat(reader().heads(List.of(one, two))).containsEntry(one, 1L).containsEntry(two, 2L);
  }

  @Test
  default void aReaderGetsWhatComesAfterItsPosition() {
    var company = newCompany();
    append(event(company, "a"), event(company, "b"), event(company, "c"));

    assertThat(reader().read(company, 1, 1).rows())
        .extracting(StreamReader.Row::seq)
        .containsExactly(2L);
    assertThat(reader().read(company, 3, 10).rows()).isEmpty();
  }

  @Test
  default void aRollbackLeavesNoGapAndGivesNoHint() {
    var company = newCompany();
    append(event(company, "a"));

    assertThatThrownBy(
            () ->
                transactions()
                    .inTransaction(
                        () -> {
                          streams().append(List.of(event(company, "never")));
                          throw new IllegalArgumentException("no");
                        }))
        .isInstanceOf(IllegalArgumentException.class);
    append(event(company, "b"));

    assertThat(reader().read(company, 0, 10).rows())
        .extracting(StreamReader.Row::seq)
        .containsExactly(1L, 2L);
    assertThat(hints()).filteredOn(hint -> hint.getKey().equals(company)).hasSize(2);
  }

  @Test
  default void theHubIsToldTheNewHeadAfterTheCommit() {
    var company = newCompany();
    transactions()
        .inTransaction(
            () -> {
              streams().append(List.of(event(company, "a"), event(company, "b")));
              assertThat(hints()).noneMatch(hint -> hint.getKey().equals(company));
            });

    assertThat(hints()).contains(Map.entry(company, 2L));
  }

  @Test
  default void appendingNothingDoesNothing() {
    transactions().inTransaction(() -> streams().append(List.of()));
  }

  @Test
  default void theAssigneeIsTheOneOfTheMomentOfReading() {
    var company = newCompany();
    var conversation = conversationOf(company, ADA);
    append(
        new StreamEvent(
            company,
            new Audience.Viewers(conversation, Set.of(BOB)),
            "new_message",
            new Payload("hi")));
    reassign(company, conversation, BOB);

    var row = reader().read(company, 0, 1).rows().getFirst();

    assertThat(row.assignee()).contains(BOB);
    assertThat(row.conversation()).contains(conversation);
    assertThat(row.users()).containsExactly(BOB);
    assertThat(row.type()).isEqualTo("new_message");
  }

  @Test
  default void theStorageShowsAViewerExactlyWhatTheRuleShows() {
    var company = newCompany();
    var adas = conversationOf(company, ADA);
    var bobs = conversationOf(company, BOB);
    append(
        event(company, "for ada"),
        new StreamEvent(company, new Audience.Viewers(adas), "t", new Payload("adas")),
        new StreamEvent(company, new Audience.Viewers(bobs), "t", new Payload("bobs")),
        new StreamEvent(company, new Audience.Viewers(bobs, Set.of(ADA)), "t", new Payload("both")),
        new StreamEvent(company, new Audience.Users(Set.of(ADA, BOB)), "t", new Payload("named")));
    var all = reader().read(company, 0, 10).rows();

    for (var viewer :
        List.of(
            new Viewer(ADA, false, true),
            new Viewer(ADA, false, false),
            new Viewer(BOB, false, true),
            new Viewer(BOB, true, false),
            new Viewer(new UserId(99), true, true))) {
      var expected = all.stream().filter(viewer::sees).toList();
      assertThat(reader().readFor(company, viewer, 0, 5, 10).rows()).isEqualTo(expected);
      assertThat(reader().countFor(company, viewer, 0, 5, 10)).isEqualTo(expected.size());
    }
    assertThat(reader().readFor(company, new Viewer(ADA, true, true), 1, 4, 2).rows())
        .extracting(StreamReader.Row::seq)
        .containsExactly(2L, 3L);
    assertThat(reader().countFor(company, new Viewer(ADA, true, true), 0, 5, 3)).isEqualTo(3);
  }

  @Test
  default void aPageIsCutWhereItsPayloadsGetTooLargeAndSaysSo() {
    var company = newCompany();
    var large = "\u00e9".repeat(StreamReader.PAGE_BYTES / 7); // two bytes each
    var tooLarge = "x".repeat(StreamReader.PAGE_BYTES + 1);
    for (var text : List.of(large, large, large, large, "a", tooLarge, tooLarge, "b", large)) {
      append(event(company, text));
    }
    var ada = new Viewer(ADA, false, false);

    assertThat(pages(after -> reader().read(company, after, 100)))
        .isEqualTo(pages(after -> reader().readFor(company, ada, after, 9, 100)))
        .containsExactly(List.of(1L, 2L, 3L, 4L), List.of(5L, 6L), List.of(7L), List.of(8L, 9L));
    assertThat(pages(after -> reader().read(company, after, 3)))
        .startsWith(List.of(1L, 2L, 3L), List.of(4L, 5L, 6L));
    assertThat(reader().countFor(company, ada, 0, 9, 100)).isEqualTo(9);
  }

  private static List<List<Long>> pages(LongFunction<StreamReader.Page> read) {
    var pages = new ArrayList<List<Long>>();
    long position = 0;
    StreamReader.Page page;
    do {
      page = read.apply(position);
      pages.add(page.rows().stream().map(StreamReader.Row::seq).toList());
      position = page.rows().isEmpty() ? position : page.rows().getLast().seq();
    } while (page.more());
    return pages;
  }

  @Test
  default void theEpochStaysTheSame() {
    assertThat(reader().epoch()).isNotBlank().isEqualTo(reader().epoch());
  }

  /** A sequence would give 1 to the slow one, and a reader that saw 2 would never look back. */
  @Test
  @Timeout(60)
  default void aSlowTransactionCannotBeOvertaken() throws Exception {
    var company = newCompany();
    var appended = new CountDownLatch(1);
    var fastIsDone = new CountDownLatch(1);
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var overtaken =
          executor.submit(
              () ->
                  transactions()
                      .inTransaction(
                          () -> {
                            streams().append(List.of(event(company, "slow")));
                            transactions().flush(); // it has its number from here on
                            appended.countDown();
                            return happensWithin(fastIsDone, 400);
                          }));
      appended.await();
      append(event(company, "fast"));
      fastIsDone.countDown();

      assertThat(overtaken.get(30, TimeUnit.SECONDS)).isFalse();
    }
    assertThat(payloads(company))
        .satisfiesExactly(
            first -> assertThat(first).contains("slow"),
            second -> assertThat(second).contains("fast"));
  }

  @Test
  @Timeout(60)
  default void aReaderThatPollsMissesNothingWhileManyAppend() throws Exception {
    var company = newCompany();
    int writers = 6;
    int each = 40;
    var seen = new ArrayList<Long>();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, writers)
          .forEach(
              writer ->
                  executor.submit(
                      () ->
                          IntStream.range(0, each)
                              .forEach(i -> append(event(company, writer + "/" + i)))));
      long position = 0;
      while (position < writers * each) {
        for (var row : reader().read(company, position, 7).rows()) {
          position = row.seq();
          seen.add(position);
        }
      }
    }

    assertThat(seen).isEqualTo(LongStream.rangeClosed(1, writers * each).boxed().toList());
    assertThat(Set.copyOf(payloads(company))).hasSize(writers * each);
  }

  private static boolean happensWithin(CountDownLatch latch, long millis) {
    try {
      return latch.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
