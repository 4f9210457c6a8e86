package dev.switchboard.application.ingest;

import static dev.switchboard.application.ingest.Ingest.SENT;
import static dev.switchboard.application.ingest.Ingest.echo;
import static dev.switchboard.application.ingest.Ingest.written;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.Contention;
import dev.switchboard.domain.conversation.Assignment;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.Lifecycle;
import dev.switchboard.domain.inbound.InboundContent;
import dev.switchboard.domain.message.Author;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageKind;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.domain.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ProcessWebhooksTest {
  private final Ingest in = new Ingest();

  @Test
  void theFirstMessageBeginsAConversationAndAssignsIt() {
    in.receive(in.line("ada", written("m1", "hello")));

    var chat = in.chat("ada").orElseThrow();
    assertThat(chat.assignee()).contains(new UserId(900));
    assertThat(chat.unread()).isEqualTo(1);
    assertThat(chat.activity().preview()).isEqualTo("hello");
    assertThat(chat.activity().windowOpenedAt()).contains(SENT);
    assertThat(in.message("m1").orElseThrow().sentAt()).isEqualTo(SENT);
    assertThat(in.frames()).containsExactly("new_message", "chat_assigned");
    assertThat(in.decisions.of(in.company, chat.id(), 10)).hasSize(1);
    assertThat(in.outbox.open(in.company, LaneKind.PROFILE, chat.contact().value())).hasSize(1);
    assertThat(in.accounts.signs(in.company, in.page.id()).orElseThrow().lastWebhookAt())
        .isPresent();
  }

  @Test
  void theSameMessageAgainChangesNothing() {
    var line = in.line("ada", written("m1", "hello"));
    in.append(line, line, line);
    in.receive(line, line);

    assertThat(in.chat("ada").orElseThrow().unread()).isEqualTo(1);
    assertThat(in.frames()).containsExactly("new_message", "chat_assigned");
  }

  @Test
  void aThousandElementsInOnePostAreAllTakenIn() {
    var lines = new String[1_000];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = in.line("customer " + i % 50, SENT.plusSeconds(i), written("m" + i, "text " + i));
    }
    in.append(lines);
    in.drain();

    assertThat(in.chat("customer 7").orElseThrow().unread()).isEqualTo(20);
    assertThat(in.chat("customer 7").orElseThrow().activity().preview()).isEqualTo("text 957");
    assertThat(in.parked.count()).isZero();
  }

  @Test
  void saysWhetherMoreMayWaitThanItTook() {
    for (int i = 0; i <= ProcessWebhooks.Limits.DEFAULT.posts(); i++) {
      in.append(in.line("ada", SENT.plusSeconds(i), written("m" + i, "text")));
    }
    assertThat(in.process.handle()).isTrue();
    assertThat(in.process.handle()).isFalse();
    assertThat(in.inbox.oldestPending()).isEmpty();
  }

  @Test
  void whoGoesOnLooksForWhatSomebodyHadToGiveBack() {
    var held = new AtomicBoolean(true);
    var process =
        new ProcessWebhooks(
            in.transactions,
            in.inbox,
            (body, at) -> {
              if (held.getAndSet(false)) {
                throw new Contention(new IllegalStateException("held by another"));
              }
              return in.parser.parse(body, at);
            },
            in.apply,
            in.early,
            in.parked,
            in.ids,
            in.clock,
            ProcessWebhooks.Limits.DEFAULT);
    in.append(in.line("ada", written("m1", "hello")));

    assertThatThrownBy(process::handle).isInstanceOf(Contention.class);
    assertThat(process.handle()).isTrue();
    assertThat(process.handle()).isFalse();
  }

  @Test
  void messagesStandInTheOrderOfTheirTimeNotOfTheirArrival() {
    in.append(
        in.line("ada", SENT.plusSeconds(9), written("late", "second")),
        in.line("ada", SENT, written("early", "first")));
    in.drain();

    assertThat(in.message("early").orElseThrow().id())
        .isLessThan(in.message("late").orElseThrow().id());
    assertThat(in.chat("ada").orElseThrow().activity().preview()).isEqualTo("second");
  }

  @Test
  void aResolvedConversationWithoutAgentIsGivenAgainWhenTheCustomerWrites() {
    in.receive(in.line("ada", written("m1", "hello")));
    store(
        in.chat("ada")
            .orElseThrow()
            .unassign(Ingest.NOW)
            .movedTo(new Lifecycle.Resolved(), Ingest.NOW));

    in.receive(in.line("ada", SENT.plusSeconds(5), written("m2", "again")));

    var chat = in.chat("ada").orElseThrow();
    assertThat(chat.lifecycle()).isEqualTo(Lifecycle.OPEN);
    assertThat(chat.assignee()).contains(new UserId(900));
    assertThat(in.frames()).endsWith("new_message", "chat_assigned", "chat_updated");
  }

  @Test
  void aLeadFormIsFlaggedAndGivenToNobody() {
    in.receive(
        in.line("ada", written("m1", "Full name: Ada\nEmail: a@example.test\nCity: London")));

    assertThat(in.message("m1").orElseThrow().leadForm()).isTrue();
    assertThat(in.chat("ada").orElseThrow().assignee()).isEmpty();
    assertThat(in.frames()).containsExactly("new_message");
  }

  @Test
  void aLeadFormTakesAConversationFromItsAgent() {
    in.receive(in.line("ada", written("m1", "hello")));
    in.receive(in.line("ada", written("m2", "full name: A\nemail: b\ncity: c")));

    assertThat(in.chat("ada").orElseThrow().assignee()).isEmpty();
    assertThat(in.frames()).endsWith("new_message", "chat_assigned");
  }

  @Test
  void aLeadFormDoesNotWaitForAnAgent() {
    in.receive(in.line("ada", written("m1", "hello")));
    var chat = in.chat("ada").orElseThrow();
    store(chat.unassign(Ingest.NOW).awaitAgent(Ingest.NOW));

    in.receive(in.line("ada", written("m2", "full name: A\nemail: b\ncity: c")));

    assertThat(in.chat("ada").orElseThrow().assignment()).isEqualTo(Assignment.NONE);
    assertThat(in.conversations.withBacklog()).isEmpty();
    assertThat(in.frames()).endsWith("chat_assigned", "new_message");
  }

  @Test
  void whatThePageWroteElsewhereIsKeptWithoutUnreadAndWithoutAgent() {
    in.receive(in.line("ada", echo("e1", "from the phone", Optional.empty())));

    var chat = in.chat("ada").orElseThrow();
    assertThat(in.message("e1").orElseThrow().author()).isEqualTo(Author.PAGE);
    assertThat(chat.unread()).isZero();
    assertThat(chat.assignee()).isEmpty();
    assertThat(chat.activity().lastOutgoingAt()).contains(SENT);
    assertThat(chat.activity().windowOpenedAt()).isEmpty();

    in.receive(in.line("ada", SENT.plusSeconds(1), written("m1", "thanks")));

    assertThat(in.chat("ada").orElseThrow().assignee()).contains(new UserId(900));
  }

  @Test
  void ourOwnEchoesAreNoMessages() {
    in.receive(in.line("ada", written("m1", "hello")));
    in.receive(in.line("ada", echo("e1", "answer", Optional.of("55"))));

    assertThat(in.message("e1")).isEmpty();
  }

  @Test
  void aReplyNamesTheMessageItAnswersWhereThatIsKnown() {
    in.append(
        in.line("ada", written("m1", "question")),
        in.line("ada", SENT.plusSeconds(1), reply("m2", "m1")),
        in.line("ada", SENT.plusSeconds(2), reply("m3", "unknown")));
    in.drain();

    assertThat(in.message("m2").orElseThrow().replyTo())
        .isEqualTo(in.message("m1").map(Message::id));
    assertThat(in.message("m3").orElseThrow().replyTo()).isEmpty();
  }

  @Test
  void buttonsReferralsAndNoticesBecomeMessagesOfTheirKind() {
    in.receive(
        in.line("ada", new InboundContent.Postback("p1", "Start", "GO", Map.of())),
        in.line("ada", SENT.plusSeconds(1), new InboundContent.Referred("R", Map.of("ref", "R"))),
        in.line("ada", SENT.plusSeconds(2), new InboundContent.Notice("optin", Map.of())));

    assertThat(in.message("p1").orElseThrow().kind()).isEqualTo(MessageKind.POSTBACK);
    assertThat(in.chat("ada").orElseThrow().unread()).isEqualTo(1);
    assertThat(in.chat("ada").orElseThrow().activity().windowOpenedAt())
        .contains(SENT.plusSeconds(1));
    assertThat(in.frames()).filteredOn("new_message"::equals).hasSize(3);
  }

  @Test
  void whatBelongsToNoThreadIsKeptForItsAccountOnce() {
    var comment = in.line("", new InboundContent.AccountEvent("feed", Map.of("item", "comment")));
    in.receive(
        comment, comment, in.line("", new InboundContent.Notice("policy_enforcement", Map.of())));

    assertThat(in.events.of(in.company, in.page.id(), 10))
        .extracting(ChannelEvent::field)
        .containsExactlyInAnyOrder("feed", "policy_enforcement");
  }

  private void store(Conversation chat) {
    in.transactions.inTransaction(() -> in.conversations.update(List.of(chat)));
  }

  private static InboundContent reply(String mid, String to) {
    return new InboundContent.Written(mid, "reply", List.of(), Optional.of(to), Map.of(), false);
  }
}
