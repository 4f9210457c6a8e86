package dev.switchboard.application.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.conversation.Messages.ExternalRef;
import dev.switchboard.application.ingest.EarlyEffects.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link EarlyEffects} must do. */
public interface EarlyEffectsContract {
  Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  EarlyEffects effects();

  Transactions transactions();

  Ids ids();

  /** Names a message of an account that exists; the message does not. */
  ExternalRef message(String mid);

  /** Stores the message. */
  void arrives(ExternalRef message);

  @Test
  default void takesThoseOfAMessageOnceAndByTime() {
    var mine = message("mine");
    var later = new EarlyEffect(ids().next(), mine, "{\"l\":\"\\u0000\"}", NOON.plusSeconds(1));
    var sooner = new EarlyEffect(ids().next(), mine, "{}", NOON);
    var other = new EarlyEffect(ids().next(), message("other"), "{}", NOON);
    keep(List.of(later, sooner, other));

    assertThat(take(mine)).containsExactly(sooner, later);
    assertThat(take(mine)).isEmpty();
  }

  @Test
  default void keepsEachOnceHoweverOftenItIsTold() {
    var mine = message("told");
    var effect = new EarlyEffect(ids().next(), mine, "{}", NOON);
    var other = new EarlyEffect(ids().next(), message("both"), "{}", NOON);
    keep(List.of(effect, other));

    keep(List.of(new EarlyEffect(ids().next(), mine, "{}", NOON)));

    assertThat(take(mine)).containsExactly(effect);
    assertThat(take(other.message())).containsExactly(other);
  }

  @Test
  default void isRipeOnceItsMessageIsThere() {
    var here = message("here");
    var effect = new EarlyEffect(ids().next(), here, "{}", NOON);
    keep(List.of(effect, new EarlyEffect(ids().next(), message("never"), "{}", NOON)));
    assertThat(ripe()).isEmpty();

    arrives(here);

    assertThat(ripe()).containsExactly(effect);
    assertThat(ripe()).isEmpty();
  }

  @Test
  default void takesNoMoreRipeOnesThanBytesAllow() {
    var here = message("large");
    var large = "x".repeat(600);
    var effects =
        List.of(
            new EarlyEffect(ids().next(), here, large, NOON),
            new EarlyEffect(ids().next(), here, large, NOON.plusSeconds(1)),
            new EarlyEffect(ids().next(), here, large.repeat(5), NOON.plusSeconds(2)));
    keep(effects);
    arrives(here);

    assertThat(ripe()).isEqualTo(effects.subList(0, 2));
    assertThat(ripe()).isEqualTo(effects.subList(2, 3));
  }

  @Test
  default void looksAtAsManyAsAreAskedForInTurn() {
    var longAgo = NOON.minus(Duration.ofDays(1_000));
    var here = message("in-turn");
    var effects =
        IntStream.range(0, 6)
            .mapToObj(i -> new EarlyEffect(ids().next(), here, "{}", longAgo.plusSeconds(i)))
            .toList();
    for (var effect : effects) {
      transactions().inTransaction(() -> effects().keep(List.of(effect), effect.at()));
    }
    arrives(here);

    var first = window(Instant.EPOCH, 2);
    assertThat(first).isEqualTo(new Window(Instant.EPOCH, effects.get(2).at()));
    var second = window(first.until(), 2);
    assertThat(second).isEqualTo(new Window(effects.get(2).at(), effects.get(5).at()));
    assertThat(ripe(second)).containsExactlyElementsOf(effects.subList(2, 5));
    assertThat(ripe(first)).containsExactlyElementsOf(effects.subList(0, 2));
    assertThat(window(second.until(), 1_000).until()).isEqualTo(Window.ALL.until());
    assertThat(ripe()).containsExactly(effects.getLast());
  }

  @Test
  default void forgetsWhatWaitedTooLong() {
    var message = message("late");
    keep(List.of(new EarlyEffect(ids().next(), message, "{}", NOON)));

    transactions().inTransaction(() -> effects().forget(NOON));
    transactions().inTransaction(() -> effects().forget(NOON.plusSeconds(1)));

    assertThat(take(message)).isEmpty();
  }

  private void keep(List<EarlyEffect> effects) {
    transactions().inTransaction(() -> effects().keep(effects, NOON));
  }

  private List<EarlyEffect> take(ExternalRef message) {
    return transactions().inTransaction(() -> effects().take(List.of(message)));
  }

  private Window window(Instant from, int most) {
    return transactions().inTransaction(() -> effects().window(from, most));
  }

  private List<EarlyEffect> ripe() {
    return ripe(Window.ALL);
  }

  private List<EarlyEffect> ripe(Window window) {
    return transactions().inTransaction(() -> effects().takeRipe(window, 10, 1_000));
  }
}
