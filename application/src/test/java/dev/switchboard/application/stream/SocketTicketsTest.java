package dev.switchboard.application.stream;

import static dev.switchboard.application.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.account.Caller;
import dev.switchboard.domain.Rejection.Unauthenticated;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SocketTicketsTest {
  /** Fails whoever asks it. */
  private static final Tickets UNTOUCHABLE =
      new Tickets() {
        @Override
        public boolean keep(byte[] hash, Owner owner, Instant now, Instant expiresAt) {
          throw new AssertionError("kept");
        }

        @Override
        public Optional<Owner> take(CompanyId company, byte[] hash, Instant now) {
          throw new AssertionError("asked");
        }
      };

  @Test
  void whatCannotBeATicketIsRefusedWithoutAsking() {
    var tickets = new SocketTickets(UNTOUCHABLE, new SecureRandom(), Clock.systemUTC());

    for (var text : new String[] {"", "x", "wt_1_", "rt_1_" + "a".repeat(43), "a".repeat(32)}) {
      assertThat(tickets.redeem(text)).isEmpty();
    }
  }

  @Test
  void whoWasDeletedSinceTheirRequestCameIsUnknown() {
    var tickets =
        new SocketTickets(new InMemoryTickets(_ -> false), new SecureRandom(), Clock.systemUTC());
    var gone =
        new Caller(
            new CompanyId(1), new UserId(2), new SessionId(3), "Ada", "a@b.test", false, Set.of());

    assertRefused(Unauthenticated.class, "invalid_token", () -> tickets.issue(gone));
  }
}
