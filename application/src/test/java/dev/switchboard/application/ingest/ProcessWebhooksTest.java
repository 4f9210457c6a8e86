package dev.switchboard.application.ingest;

import static dev.switchboard.application.ingest.Ingest.SENT;
import static dev.switchboard.application.ingest.Ingest.echo;
import static dev.switchboard.application.ingest.Ingest.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.conversation.Messages.ExternalRef;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.conversation.Lifecycle;
import dev.switchboard.domain.inbound.InboundContent;
import dev.switchboard.domain.message.Author;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageKind;
import dev.switchboard.domain.message.MessageStatus;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.domain.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  void anEditReadsDifferentlyInTheThreadAndInTheList() {
    in.receive(in.line("ada", written("m1", "helo")));
    in.receive(in.line("ada", SENT.plusSeconds(3), new InboundContent.Edited("m1", "hello", 1)));

    assertThat(in.message("m1").orElseThrow().content()).isEqualTo("hello");
    assertThat(in.chat("ada").orElseThrow().activity().preview()).isEqualTo("hello");
    assertThat(in.chat("ada").orElseThrow().unread()).isEqualTo(1);
    assertThat(in.frames()).endsWith("message_updated");
  }

  @Test
  void effectsThatOvertakeTheirMessageWaitForIt() {
    in.receive(in.line("ada", SENT.plusSeconds(3), new InboundContent.Edited("m1", "hello", 1)));
    in.receive(in.line("ada", SENT.plusSeconds(4), reaction("m1", "ada", "love")));
    assertThat(in.chat("ada")).isEmpty();

    in.receive(in.line("ada", written("m1", "helo")));

    var message = in.message("m1").orElseThrow();
    assertThat(message.content()).isEqualTo("hello");
    assertThat(message.reactions()).hasSize(1);
    assertThat(in.frames()).containsExactly("new_message", "chat_assigned");
  }

  @Test
  void aMessageTakenBackBeforeItCameIsNeverShown() {
    in.receive(in.line("ada", SENT.plusSeconds(1), new InboundContent.Unsent("m1")));
    in.receive(in.line("ada", written("m1", "regretted")));

    assertThat(in.message("m1").orElseThrow().content()).isEmpty();
    assertThat(in.streams.events().toString()).doesNotContain("regretted");
  }

  @Test
  void anUnsendErasesTextAndPreview() {
    in.receive(in.line("ada", written("m1", "regretted")));
    in.receive(in.line("ada", SENT.plusSeconds(1), new InboundContent.Unsent("m1")));

    var message = in.message("m1").orElseThrow();
    assertThat(message.content()).isEmpty();
    assertThat(message.deletedAt()).contains(SENT.plusSeconds(1));
    assertThat(in.chat("ada").orElseThrow().activity().preview()).isEqualTo("[message deleted]");
  }

  @Test
  void aReactionOpensTheWindowAndTakingItBackDoesNot() {
    in.receive(in.line("ada", echo("e1", "hello?", Optional.empty())));
    in.receive(in.line("ada", SENT.plusSeconds(5), reaction("e1", "ada", "love")));
    in.receive(
        in.line("ada", SENT.plusSeconds(9), new InboundContent.Reacted("e1", "ada", true, "", "")));

    assertThat(in.message("e1").orElseThrow().reactions()).isEmpty();
    assertThat(in.chat("ada").orElseThrow().activity().windowOpenedAt())
        .contains(SENT.plusSeconds(5));
    assertThat(in.chat("ada").orElseThrow().unread()).isZero();
  }

  @Test
  void aWatermarkMovesWhatWasSentBeforeItAndNeverBack() {
    in.receive(
        in.line("ada", echo("e1", "one", Optional.empty())),
        in.line("ada", SENT.plusSeconds(60), echo("e2", "two", Optional.empty())));
    in.receive(in.line("ada", seen(Optional.empty(), Optional.of(SENT.plusSeconds(1)))));
    in.receive(in.line("ada", delivered(List.of(), Optional.of(SENT.plusSeconds(1)))));

    assertThat(status("e1")).isEqualTo(MessageStatus.READ);
    assertThat(status("e2")).isEqualTo(MessageStatus.SENT);
    assertThat(in.frames()).endsWith("message_status");
  }

  @Test
  void midsGoFirstAndAReadMidMeansAllBeforeIt() {
    in.receive(
        in.line("ada", echo("e1", "one", Optional.empty())),
        in.line("ada", SENT.plusSeconds(1), echo("e2", "two", Optional.empty())),
        in.line("ada", SENT.plusSeconds(2), echo("e3", "three", Optional.empty())));
    in.receive(in.line("ada", delivered(List.of("e3", "never heard of"), Optional.empty())));
    assertThat(status("e1")).isEqualTo(MessageStatus.SENT);
    assertThat(status("e3")).isEqualTo(MessageStatus.DELIVERED);

    in.receive(in.line("ada", seen(Optional.of("e2"), Optional.empty())));

    assertThat(status("e1")).isEqualTo(MessageStatus.READ);
    assertThat(status("e2")).isEqualTo(MessageStatus.READ);
    assertThat(status("e3")).isEqualTo(MessageStatus.DELIVERED);
  }

  @Test
  void receiptsOfStrangersBeginNothing() {
    in.receive(in.line("stranger", seen(Optional.empty(), Optional.of(SENT))));

    assertThat(in.chat("stranger")).isEmpty();
    assertThat(in.parked.count()).isZero();
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

  @Test
  void unknownAccountsAndUnreadableElementsAreParkedAndTheRestGoesThrough() {
    in.append(
        "nonsense",
        in.parser.line(new ChannelKey(Platform.FACEBOOK, "nobody"), "ada", SENT, written("x", "x")),
        in.line("ada", written("m1", "hello")));
    in.drain();

    assertThat(in.message("m1")).isPresent();
    assertThat(in.parked.count()).isEqualTo(2);
  }

  @Test
  void aPoisonElementIsParkedAndEverythingAroundItIsTakenIn() {
    for (int i = 0; i < 20; i++) {
      in.append(
          in.line("ada", written("a" + i, "before")),
          in.line("ada", i == 11 ? Poison.element() : written("b" + i, "middle")),
          in.line("ada", written("c" + i, "after")));
    }
    in.drain();

    assertThat(in.inbox.oldestPending()).isEmpty();
    assertThat(in.chat("ada").orElseThrow().unread()).isEqualTo(59);
    assertThat(in.parked.count()).isEqualTo(1);
  }

  @Test
  void anEarlyEffectThatCannotBeAppliedHoldsUpNoOther() {
    in.receive(in.line("ada", written("m1", "helo")));
    var message = in.message("m1").orElseThrow();
    var ref = new ExternalRef(message.company(), message.channel(), "m1");
    var edit = new InboundContent.Edited("m1", "hello", 1);
    in.transactions.inTransaction(
        () ->
            in.early.keep(
                List.of(
                    new EarlyEffect(1, ref, in.line("ada", Poison.element()), SENT),
                    new EarlyEffect(2, ref, in.line("ada", edit), SENT.plusSeconds(1))),
                SENT));

    in.process.settleEarlyEffects();
    in.process.settleEarlyEffects();

    assertThat(in.message("m1").orElseThrow().content()).isEqualTo("hello");
    assertThat(in.early.takeRipe(10)).isEmpty();
  }

  private void store(dev.switchboard.domain.conversation.Conversation chat) {
    in.transactions.inTransaction(() -> in.conversations.update(List.of(chat)));
  }

  private MessageStatus status(String mid) {
    return in.message(mid).orElseThrow().status();
  }

  private static InboundContent reaction(String mid, String actor, String name) {
    return new InboundContent.Reacted(mid, actor, false, name, "");
  }

  private static InboundContent seen(Optional<String> mid, Optional<java.time.Instant> watermark) {
    return new InboundContent.Seen(mid, watermark);
  }

  private static InboundContent delivered(
      List<String> mids, Optional<java.time.Instant> watermark) {
    return new InboundContent.Delivered(mids, watermark);
  }

  private static InboundContent reply(String mid, String to) {
    return new InboundContent.Written(mid, "reply", List.of(), Optional.of(to), Map.of(), false);
  }

  /** An element that no storage takes: its attachments cannot even be copied. */
  private static final class Poison {
    static InboundContent element() {
      return new InboundContent.Written(
          "poison",
          "",
          java.util.Collections.singletonList(null),
          Optional.empty(),
          Map.of(),
          false);
    }
  }
}
