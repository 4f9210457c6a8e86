package dev.switchboard.application.conversation;

import static dev.switchboard.application.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.outbound.InMemoryDeliveries;
import dev.switchboard.application.outbound.Outbox;
import dev.switchboard.application.throttle.CompanyQuotas;
import dev.switchboard.domain.Rejection.Conflict;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.assignment.Candidate;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.MessageStatus;
import dev.switchboard.domain.outbound.LaneKind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryMessageTest {
  private static final MessageError WHY = new MessageError("x", "because");

  private final ADesk desk = new ADesk();
  private final Candidate ada = desk.agent();
  private final Conversation chat = desk.assigned(ada);
  private final Message question = desk.receive(chat, "Are you open?");
  private final InMemoryDeliveries deliveries = new InMemoryDeliveries(desk.outbox);
  private final RetryMessage retry =
      new RetryMessage(
          desk.transactions,
          desk.rights,
          desk.conversations,
          desk.messages,
          new SendPermit(desk.channels, CompanyQuotas.none()),
          deliveries,
          desk.streams,
          desk.clock);

  @Test
  void aFailedAnswerIsQueuedAgain() {
    var failed = failed();
    assertThat(open()).isEmpty();
    var again = retry(failed.id());
    assertThat(again.status()).isEqualTo(MessageStatus.QUEUED);
    assertThat(again.error()).isEmpty();
    assertThat(open()).hasSize(1);
    assertThat(desk.frames()).containsExactly("message_status");
    assertRefused(Conflict.class, "message_not_failed", () -> retry(failed.id()));
  }

  @Test
  void theWindowIsAskedAgain() {
    var failed = failed();
    desk.pass(Duration.ofDays(8));
    assertRefused(Forbidden.class, "outside_messaging_window", () -> retry(failed.id()));
    assertThat(open()).isEmpty();
  }

  @Test
  void onlyAFailedMessageOfThisChat() {
    assertRefused(Conflict.class, "message_not_failed", () -> retry(question.id()));
    var elsewhere = desk.receive(desk.chat(), "x");
    assertRefused(Missing.class, "message_not_found", () -> retry(elsewhere.id()));
  }

  @Test
  void whoLostTheRightSinceTheirRequestCameSendsNothing() {
    var failed = failed();
    desk.rights.take(ada.user());

    assertRefused(Forbidden.class, "insufficient_permissions", () -> retry(failed.id()));

    assertThat(open()).isEmpty();
    assertThat(desk.frames()).isEmpty();
  }

  private Message failed() {
    var answer =
        AConversation.sent(
                chat, desk.ids.next(), ada.user(), MessageStatus.SENDING, desk.clock.instant())
            .withStatus(MessageStatus.FAILED, Optional.of(WHY));
    desk.transactions.inTransaction(
        () -> {
          desk.messages.add(List.of(answer));
          desk.outbox.enqueue(
              List.of(
                  new Outbox.Task(
                      desk.company,
                      LaneKind.SEND,
                      chat.id().value(),
                      desk.ids.next(),
                      answer.id().value(),
                      0,
                      "",
                      desk.clock.instant())));
          deliveries.drop(desk.company, answer.id().value(), WHY, desk.clock.instant());
        });
    return answer;
  }

  private Message retry(MessageId message) {
    return retry.handle(new RetryMessage.Command(desk.as(ada), chat.id(), message));
  }

  private List<Outbox.Task> open() {
    return desk.outbox.open(desk.company, LaneKind.SEND, chat.id().value());
  }
}
