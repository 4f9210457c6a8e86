package dev.switchboard.domain.message;

import static dev.switchboard.domain.message.MessageStatus.AMBIGUOUS;
import static dev.switchboard.domain.message.MessageStatus.DELIVERED;
import static dev.switchboard.domain.message.MessageStatus.FAILED;
import static dev.switchboard.domain.message.MessageStatus.QUEUED;
import static dev.switchboard.domain.message.MessageStatus.READ;
import static dev.switchboard.domain.message.MessageStatus.RECEIVED;
import static dev.switchboard.domain.message.MessageStatus.SENDING;
import static dev.switchboard.domain.message.MessageStatus.SENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MessageStatusTest {
  @Test
  void receiptsInAnyOrderEndAtTheFurthest() {
    for (var order :
        List.of(
            List.of(SENT, DELIVERED, READ),
            List.of(READ, DELIVERED, SENT),
            List.of(DELIVERED, READ, SENT, DELIVERED))) {
      var status = SENDING;
      for (var reported : order) {
        status = status.advance(reported);
      }
      assertThat(status).isEqualTo(READ);
    }
  }

  @Test
  void whatTheCustomerWroteNeverMoves() {
    for (var reported : MessageStatus.values()) {
      assertThat(RECEIVED.advance(reported)).isEqualTo(RECEIVED);
    }
  }

  @Test
  void aProofThatItLeftSettlesWhatWasInDoubt() {
    assertThat(AMBIGUOUS.advance(SENT)).isEqualTo(SENT);
    assertThat(FAILED.advance(DELIVERED)).isEqualTo(DELIVERED);
    assertThat(QUEUED.advance(SENT)).isEqualTo(SENT);
  }

  @Test
  void whatWasDeliveredDoesNotFail() {
    assertThat(SENT.advance(FAILED)).isEqualTo(SENT);
    assertThat(READ.advance(AMBIGUOUS)).isEqualTo(READ);
  }
}
