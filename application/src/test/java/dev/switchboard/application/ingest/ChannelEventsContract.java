package dev.switchboard.application.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Transactions;
import dev.switchboard.domain.channel.ChannelAccount;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link ChannelEvents} must do. */
public interface ChannelEventsContract {
  Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  ChannelEvents events();

  Transactions transactions();

  Ids ids();

  /** A connected account of a company of its own. */
  ChannelAccount newAccount();

  @Test
  default void anEventToldTwiceIsOne() {
    var account = newAccount();
    var first = event(account, "a", NOON);
    var again = event(account, "a", NOON);
    var later = event(account, "b", NOON.plusSeconds(1));
    transactions().inTransaction(() -> events().add(List.of(first, again, later), NOON));
    transactions().inTransaction(() -> events().add(List.of(again), NOON));

    assertThat(events().of(account.company(), account.id(), 10)).containsExactly(later, first);
    assertThat(events().of(account.company(), account.id(), 1)).containsExactly(later);
  }

  @Test
  default void accountsDoNotSeeEachOthersEvents() {
    var account = newAccount();
    var other = newAccount();
    transactions().inTransaction(() -> events().add(List.of(event(account, "a", NOON)), NOON));

    assertThat(events().of(other.company(), other.id(), 10)).isEmpty();
  }

  private ChannelEvent event(ChannelAccount account, String digest, Instant at) {
    return new ChannelEvent(
        account.company(), ids().next(), account.id(), "feed", digest, "{}", at);
  }
}
