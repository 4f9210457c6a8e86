package dev.switchboard.application.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Transactions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link WebhookInbox} must do. Each test starts with an empty one. */
public interface WebhookInboxContract {
  Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  WebhookInbox inbox();

  Transactions transactions();

  Ids ids();

  @Test
  default void givesBackTheBytesThatCame() {
    var bytes = new byte[] {0, -1, 34, 92, 39, 44, 123, 10};
    var post = new RawPost(ids().next(), "/webhook", bytes, NOON);
    inbox().append(List.of(post));

    var claimed = claim(10, 1_000);

    assertThat(claimed).hasSize(1);
    assertThat(claimed.getFirst().body()).isEqualTo(bytes);
    assertThat(claimed.getFirst()).usingRecursiveComparison().isEqualTo(post);
  }

  @Test
  default void claimsTheOldestFirstAndNoMoreThanAsked() {
    var first = post(3);
    var second = post(3);
    var third = post(3);
    inbox().append(List.of(second, first));
    inbox().append(List.of(third));

    assertThat(claim(2, 1_000)).extracting(RawPost::id).containsExactly(first.id(), second.id());
  }

  @Test
  default void claimsNoMoreBytesThanFitButAlwaysOne() {
    var first = post(60);
    var second = post(60);
    var third = post(60);
    inbox().append(List.of(first, second, third));

    assertThat(claim(10, 100)).extracting(RawPost::id).containsExactly(first.id(), second.id());
    assertThat(claim(10, 1)).extracting(RawPost::id).containsExactly(first.id());
  }

  @Test
  default void whatIsProcessedIsNotClaimedAgain() {
    var done = post(1);
    var waiting = post(1);
    inbox().append(List.of(done, waiting));
    transactions()
        .inTransaction(() -> inbox().processed(inbox().claim(1, 100), NOON.plusSeconds(1)));

    assertThat(claim(10, 1_000)).extracting(RawPost::id).containsExactly(waiting.id());
    assertThat(inbox().oldestPending()).contains(NOON);
  }

  @Test
  default void aRollbackGivesPostsBack() {
    inbox().append(List.of(post(1)));

    assertThatThrownBy(
            () ->
                transactions()
                    .inTransaction(
                        () -> {
                          inbox().processed(inbox().claim(10, 1_000), NOON);
                          throw new IllegalArgumentException("no");
                        }))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(claim(10, 1_000)).hasSize(1);
  }

  @Test
  default void anEmptyInboxHasNothing() {
    assertThat(claim(10, 1_000)).isEmpty();
    assertThat(inbox().oldestPending()).isEmpty();
  }

  private RawPost post(int size) {
    return new RawPost(ids().next(), "/webhook", new byte[size], NOON);
  }

  private List<RawPost> claim(int limit, long bytes) {
    return transactions().inTransaction(() -> inbox().claim(limit, bytes));
  }
}
