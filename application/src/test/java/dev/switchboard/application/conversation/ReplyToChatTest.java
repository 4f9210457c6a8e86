package dev.switchboard.application.conversation;

import static dev.switchboard.application.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.switchboard.application.account.Caller;
import dev.switchboard.application.outbound.Outbox;
import dev.switchboard.application.throttle.CompanyQuotas;
import dev.switchboard.application.throttle.LocalAllowances;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection.Conflict;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.Rejection.Quota;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.Rejection.TooMany;
import dev.switchboard.domain.assignment.Candidate;
import dev.switchboard.domain.channel.ChannelAccount;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.message.Attachment;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.MessageKind;
import dev.switchboard.domain.message.MessageStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReplyToChatTest {
  private final ADesk desk = new ADesk();
  private final Candidate ada = desk.agent();
  private final Caller agent = desk.as(ada);
  private final Conversation chat = desk.assigned(ada);
  private final Message question = desk.receive(chat, "Are you open?");
  private final ReplyToChat reply =
      new ReplyToChat(
          desk.transactions,
          desk.rights,
          desk.conversations,
          desk.messages,
          new SendPermit(desk.channels, CompanyQuotas.none()),
          desk.outbox,
          desk.streams,
          Object::toString,
          desk.ids,
          desk.clock);

  @Test
  void anAnswerIsStoredAndQueued() {
    desk.pass(Duration.ofMinutes(1));
    var answer = reply("Yes");
    assertThat(answer.status()).isEqualTo(MessageStatus.QUEUED);
    assertThat(desk.messages.find(desk.company, answer.id())).contains(answer);
    assertThat(answer.metadata())
        .containsEntry(
            "sent_by",
            Map.of("id", ada.user().value(), "name", agent.name(), "email", agent.email()));
    assertThat(desk.outbox.tasks())
        .extracting(Outbox.Task::subject)
        .containsExactly(answer.id().value());
    assertThat(desk.get(chat.id()).activity().preview()).isEqualTo("Yes");
    assertThat(desk.get(chat.id()).activity().pendingReply()).isFalse();
    assertThat(desk.frames()).containsExactly("new_message", "chat_updated");
  }

  @Test
  void answersStandInTheirOrderAlsoWhereTheClockGoesBack() {
    desk.pass(Duration.ofMinutes(1));
    var first = reply("one");
    desk.pass(Duration.ofHours(-1));
    var second = reply("two");
    var third = reply("three");

    assertThat(desk.messages.of(desk.company, chat.id()).sorted(InMemoryMessages.SHOWN))
        .endsWith(first, second, third);
    assertThat(second.sentAt()).isEqualTo(first.sentAt().plusNanos(1_000));
    assertThat(desk.get(chat.id()).activity().preview()).isEqualTo("three");
    assertThat(desk.outbox.tasks())
        .extracting(Outbox.Task::dueAt)
        .as("due by the clock")
        .containsExactly(first.sentAt(), desk.clock.instant(), desk.clock.instant());
  }

  @Test
  void beyondTheCompanysQuotaNothingIsStoredAndWhatIsRepeatedDoesNotCount() {
    var quota = new Quota("sends", 2, Duration.ofMinutes(1));
    var quotas =
        new CompanyQuotas(
            new LocalAllowances(),
            new CompanyQuotas.Limits(Optional.empty(), Optional.of(quota)),
            desk.clock);
    var bounded =
        new ReplyToChat(
            desk.transactions,
            desk.rights,
            desk.conversations,
            desk.messages,
            new SendPermit(desk.channels, quotas),
            desk.outbox,
            desk.streams,
            Object::toString,
            desk.ids,
            desk.clock);
    bounded.handle(command("one", Optional.of("1")));
    bounded.handle(command("one", Optional.of("1")));
    bounded.handle(command("two", Optional.of("2")));

    assertThatThrownBy(() -> bounded.handle(command("three", Optional.of("3"))))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected ->
                assertThat(rejected.reason())
                    .isInstanceOfSatisfying(
                        TooMany.class, refused -> assertThat(refused.quota()).isEqualTo(quota)));
    assertThat(desk.outbox.tasks()).hasSize(2);
    desk.pass(Duration.ofSeconds(30));
    bounded.handle(command("three", Optional.of("3")));
    assertThat(desk.outbox.tasks()).hasSize(3);
  }

  private ReplyToChat.Command command(String text, Optional<String> clientId) {
    return new ReplyToChat.Command(agent, chat.id(), text, List.of(), Optional.empty(), clientId);
  }

  @Test
  void whoLostTheRightSinceTheirRequestCameSendsNothing() {
    desk.rights.take(agent.user());

    assertRefused(Forbidden.class, "insufficient_permissions", () -> reply("Yes"));

    assertThat(desk.outbox.tasks()).isEmpty();
    assertThat(desk.frames()).isEmpty();
  }

  @Test
  void aLongTextAndEachAttachmentAreCallsOfTheirOwnInOrder() {
    var image = new Attachment("image", Map.of("url", "https://example.org/a.png"));
    var answer = handle(command("x".repeat(2_500), List.of(image), Optional.empty()));
    assertThat(answer.kind()).isEqualTo(MessageKind.IMAGE);
    assertThat(desk.outbox.tasks()).extracting(Outbox.Task::part).containsExactly(0, 1, 2);
  }

  @Test
  void attachmentsAloneReadAsTheAncestorsFrontendsExpect() {
    var file = new Attachment("file", Map.of("url", "https://example.org/a.pdf"));
    assertThat(handle(command("", List.of(file), Optional.empty())).content())
        .isEqualTo("[attachment]");
    assertThat(desk.outbox.tasks()).hasSize(1);
  }

  @Test
  void theSameClientIdIsTheSameAnswer() {
    var first = handle(command("Yes", List.of(), Optional.of("c1")));
    assertThat(handle(command("Yes", List.of(), Optional.of("c1")))).isEqualTo(first);
    assertThat(desk.outbox.tasks()).hasSize(1);
    assertThat(desk.frames()).hasSize(2);
    assertRefused(
        Conflict.class,
        "client_msg_id_reused",
        () -> handle(command("No", List.of(), Optional.of("c1"))));
  }

  @Test
  void afterADayAPersonMayStillAnswerWhereTheAccountAllowsIt() {
    desk.pass(Duration.ofDays(6));
    assertThat(reply("Sorry, late").status()).isEqualTo(MessageStatus.QUEUED);
  }

  @Test
  void outsideTheWindowNothingIsStored() {
    desk.pass(Duration.ofDays(8));
    var refused = catchThrowableOfType(Rejected.class, () -> reply("Too late"));
    assertThat(refused.reason())
        .isInstanceOfSatisfying(
            Forbidden.class,
            forbidden -> {
              assertThat(forbidden.code()).isEqualTo("outside_messaging_window");
              assertThat(forbidden.facts())
                  .containsEntry("closed_at", question.sentAt().plus(Duration.ofDays(7)));
            });
    assertThat(desk.outbox.tasks()).isEmpty();
    assertThat(desk.messages.of(desk.company, chat.id())).containsExactly(question);
  }

  @Test
  void withoutTheTagTheWindowIsADay() {
    page(true, false);
    desk.pass(Duration.ofHours(25));
    assertRefused(Forbidden.class, "outside_messaging_window", () -> reply("Too late"));
  }

  @Test
  void whoNeverWroteCannotBeAnswered() {
    var silent = desk.assigned(ada);
    assertRefused(
        Forbidden.class, "outside_messaging_window", () -> reply(agent, silent, "Hello?"));
  }

  @Test
  void aPageThatIsOffOrGoneIsSaidAtOnce() {
    page(false, true);
    assertRefused(Refused.class, "channel_inactive", () -> reply("x"));
    desk.transactions.inTransaction(() -> desk.channels.remove(desk.company, desk.page.id()));
    assertRefused(Refused.class, "channel_disconnected", () -> reply("x"));
  }

  @Test
  void answersWhatTheCustomerSaid() {
    var answer = reply("Yes", Optional.of(question.id()));
    assertThat(answer.replyTo()).contains(question.id());
    assertThat(answer.metadata()).containsEntry("reply_preview", "Are you open?");
    assertThat(desk.outbox.tasks().getFirst().payload())
        .contains(question.externalId().orElseThrow());
    assertRefused(
        Missing.class,
        "reply_target_not_found",
        () -> reply("Yes", Optional.of(new MessageId(1_234_567))));
  }

  @Test
  void emptyAndEndlessAnswersAreRefused() {
    assertRefused(Refused.class, "message_empty", () -> reply(" \n"));
    assertRefused(Invalid.class, "too_long", () -> reply("x".repeat(20_001)));
    for (var bad : List.of("", "javascript:alert(1)", "https://", "not a url")) {
      var attachment = new Attachment("image", Map.of("url", bad));
      assertRefused(
          Invalid.class, "url", () -> handle(command("", List.of(attachment), Optional.empty())));
    }
  }

  @Test
  void onlyWhoMaySeeTheChatMayAnswer() {
    assertRefused(Forbidden.class, "access_denied", () -> reply(desk.as(desk.agent()), chat, "x"));
    assertRefused(Missing.class, "chat_not_found", () -> reply(desk.stranger(), chat, "x"));
    assertThat(reply(desk.supervisor(), chat, "x").status()).isEqualTo(MessageStatus.QUEUED);
  }

  private void page(boolean active, boolean humanAgent) {
    var page = desk.page;
    desk.transactions.inTransaction(
        () ->
            desk.channels.update(
                new ChannelAccount(
                    page.company(),
                    page.id(),
                    page.key(),
                    page.name(),
                    active,
                    humanAgent,
                    page.state(),
                    page.connectedAt(),
                    page.updatedAt())));
  }

  private Message reply(String text) {
    return reply(agent, chat, text);
  }

  private Message reply(String text, Optional<MessageId> to) {
    return handle(new ReplyToChat.Command(agent, chat.id(), text, List.of(), to, Optional.empty()));
  }

  private Message reply(Caller caller, Conversation to, String text) {
    return handle(
        new ReplyToChat.Command(
            caller, to.id(), text, List.of(), Optional.empty(), Optional.empty()));
  }

  private ReplyToChat.Command command(
      String text, List<Attachment> attachments, Optional<String> clientId) {
    return new ReplyToChat.Command(agent, chat.id(), text, attachments, Optional.empty(), clientId);
  }

  private Message handle(ReplyToChat.Command command) {
    return reply.handle(command);
  }
}
