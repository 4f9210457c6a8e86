package dev.switchboard.application.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.conversation.Inbox.Page;
import dev.switchboard.application.ingest.ParkedEvent.State;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link ParkedEvents} must do. Each test starts with an empty one. */
public interface ParkedEventsContract {
  Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  ParkedEvents parked();

  Transactions transactions();

  Ids ids();

  /** A connected account of a company of its own. */
  ChannelAccount newAccount();

  @Test
  default void aSuperuserSeesAllNewestFirst() {
    var nobodys = event(Optional.empty(), Optional.empty(), NOON);
    var unknown =
        event(
            Optional.empty(),
            Optional.of(new ChannelKey(Platform.INSTAGRAM, "x")),
            NOON.plusSeconds(1));
    park(nobodys, unknown);

    assertThat(parked().list(superuser(), 0, 10)).containsExactly(unknown, nobodys);
    assertThat(parked().list(superuser(), 1, 10)).containsExactly(nobodys);
    assertThat(parked().count()).isEqualTo(2);
  }

  @Test
  default void othersSeeWhatIsTheirCompanysOrCameForItsAccount() {
    var account = newAccount();
    var other = newAccount();
    var owned = event(Optional.of(account.company()), Optional.empty(), NOON);
    var came = event(Optional.empty(), Optional.of(account.key()), NOON.plusSeconds(1));
    park(
        owned,
        came,
        event(Optional.empty(), Optional.of(other.key()), NOON),
        event(Optional.empty(), Optional.empty(), NOON));

    assertThat(parked().list(of(account.company()), 0, 10)).containsExactly(came, owned);
    assertThat(lock(of(account.company()), came)).contains(came);
    assertThat(lock(of(other.company()), came)).isEmpty();
  }

  @Test
  default void whatIsSettledIsNotListedAgain() {
    var event = event(Optional.empty(), Optional.empty(), NOON);
    park(event);
    update(event.triedAgain("other.code", "still not", NOON.plusSeconds(5)));

    var again = parked().list(superuser(), 0, 10).getFirst();
    assertThat(again.code()).isEqualTo("other.code");
    assertThat(again.attempts()).isEqualTo(2);

    update(again.settled(State.DISCARDED, NOON.plusSeconds(6)));

    assertThat(parked().list(superuser(), 0, 10)).isEmpty();
    assertThat(lock(superuser(), event)).isEmpty();
    assertThat(parked().count()).isZero();
  }

  @Test
  default void aPageEndsWhereItGetsTooLargeAndTheRestComesByCounting() {
    var large = "x".repeat(Page.MAX_BYTES / 2);
    var events = new ArrayList<ParkedEvent>();
    for (var element : List.of(large, large, large.repeat(5), "small", large)) {
      events.add(event(element, NOON.plusSeconds(events.size())));
    }
    park(events.toArray(ParkedEvent[]::new));

    var seen = new ArrayList<ParkedEvent>();
    var sizes = new ArrayList<Integer>();
    List<ParkedEvent> page;
    while (!(page = parked().list(superuser(), seen.size(), 10)).isEmpty()) {
      seen.addAll(page);
      sizes.add(page.size());
    }

    assertThat(seen).isEqualTo(events.reversed());
    assertThat(sizes).containsExactly(2, 1, 2);
  }

  private ParkedEvent event(Optional<CompanyId> company, Optional<ChannelKey> account, Instant at) {
    return event(company, account, "{\"x\":\"\\u0000\"}", at);
  }

  private ParkedEvent event(String element, Instant at) {
    return event(Optional.empty(), Optional.empty(), element, at);
  }

  private ParkedEvent event(
      Optional<CompanyId> company, Optional<ChannelKey> account, String element, Instant at) {
    return new ParkedEvent(
        ids().next(), company, account, 7, element, "some.code", "why", 1, State.PARKED, at, at);
  }

  private void park(ParkedEvent... events) {
    transactions().inTransaction(() -> parked().park(List.of(events)));
  }

  private void update(ParkedEvent event) {
    transactions().inTransaction(() -> parked().update(event));
  }

  private Optional<ParkedEvent> lock(Caller caller, ParkedEvent event) {
    return transactions().inTransaction(() -> parked().lock(caller, event.id()));
  }

  private static Caller superuser() {
    return caller(new CompanyId(Long.MAX_VALUE), true);
  }

  private static Caller of(CompanyId company) {
    return caller(company, false);
  }

  private static Caller caller(CompanyId company, boolean superuser) {
    return new Caller(
        company, new UserId(1), new SessionId(1), "Ada", "ada@example.test", superuser, Set.of());
  }
}
