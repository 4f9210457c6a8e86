package dev.switchboard.application.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.company.CompanyId;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SocketTicketsTest {
  /** Fails whoever asks it. */
  private static final Tickets UNTOUCHABLE =
      new Tickets() {
        @Override
        public void keep(byte[] hash, Owner owner, Instant now, Instant expiresAt) {
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
}
