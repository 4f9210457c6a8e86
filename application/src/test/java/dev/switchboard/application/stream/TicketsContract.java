package dev.switchboard.application.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.SessionId;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link Tickets} must do. */
public interface TicketsContract {
  Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  Tickets tickets();

  /** Somebody with a session. */
  Tickets.Owner owner();

  private static byte[] hash(int of) {
    var hash = new byte[32];
    hash[0] = (byte) of;
    return hash;
  }

  @Test
  default void aTicketIsGoodOnce() {
    tickets().keep(hash(1), owner(), NOON, NOON.plusSeconds(30));

    assertThat(tickets().take(owner().company(), hash(1), NOON.plusSeconds(29))).contains(owner());
    assertThat(tickets().take(owner().company(), hash(1), NOON.plusSeconds(29))).isEmpty();
  }

  @Test
  default void aSessionThatIsGoneHasNoTickets() {
    var gone = new Tickets.Owner(owner().company(), new SessionId(404));

    assertThat(tickets().keep(hash(9), gone, NOON, NOON.plusSeconds(30))).isFalse();
    assertThat(tickets().take(owner().company(), hash(9), NOON)).isEmpty();
    assertThat(tickets().keep(hash(9), owner(), NOON, NOON.plusSeconds(30))).isTrue();
  }

  @Test
  default void aTicketExpires() {
    tickets().keep(hash(2), owner(), NOON, NOON.plusSeconds(30));

    assertThat(tickets().take(owner().company(), hash(2), NOON.plusSeconds(30))).isEmpty();
  }

  @Test
  default void anUnknownTicketIsNobodys() {
    assertThat(tickets().take(owner().company(), hash(3), NOON)).isEmpty();
  }

  @Test
  default void aTicketIsThereForItsOwnCompanyAlone() {
    tickets().keep(hash(8), owner(), NOON, NOON.plusSeconds(30));

    assertThat(tickets().take(new CompanyId(99), hash(8), NOON)).isEmpty();
    assertThat(tickets().take(owner().company(), hash(8), NOON)).contains(owner());
  }

  @Test
  default void expiredOnesAreForgottenAndOthersKept() {
    tickets().keep(hash(4), owner(), NOON, NOON.plusSeconds(30));
    tickets().keep(hash(5), owner(), NOON.plusSeconds(20), NOON.plusSeconds(50));
    tickets().keep(hash(6), owner(), NOON.plusSeconds(40), NOON.plusSeconds(70));

    assertThat(tickets().take(owner().company(), hash(4), NOON)).isEmpty();
    assertThat(tickets().take(owner().company(), hash(5), NOON)).contains(owner());
  }

  @Test
  default void ofSeveralAtOnceOneGetsIt() {
    tickets().keep(hash(7), owner(), NOON, NOON.plusSeconds(30));
    var got = new AtomicInteger();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        executor.submit(
            () ->
                tickets()
                    .take(owner().company(), hash(7), NOON)
                    .ifPresent(_ -> got.incrementAndGet()));
      }
    }

    assertThat(got).hasValue(1);
  }
}
