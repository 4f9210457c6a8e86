package dev.switchboard.application.conversation;

import static dev.switchboard.application.conversation.AConversation.NOON;
import static dev.switchboard.application.conversation.AConversation.received;
import static dev.switchboard.application.conversation.AConversation.sent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.conversation.Messages.ExternalRef;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.message.Attachment;
import dev.switchboard.domain.message.Author;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.MessageKind;
import dev.switchboard.domain.message.MessageStatus;
import dev.switchboard.domain.message.Reaction;
import dev.switchboard.domain.user.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link Messages} must do. */
public interface MessagesContract extends ConversationPorts {
  Messages messages();

  /** One part of {@code message} was sent, and the platform calls it {@code mid}. */
  void partSent(Message message, int part, String mid);

  @Test
  default void keepsEverythingOfAMessage() {
    var chat = begin();
    var full = full(chat, agent(chat), ids().next());
    assertThat(add(full)).containsExactly(full.id());
    assertThat(messages().find(chat.company(), full.id())).contains(full);
    assertThat(messages().find(world().company(), full.id())).isEmpty();
  }

  @Test
  default void findsManyOfOneCompanyAtOnce() {
    var chat = begin();
    var first = received(chat, ids().next(), "first", NOON);
    var second = received(chat, ids().next(), "second", NOON.minusSeconds(1));
    add(first, second);
    var wanted = List.of(second.id(), first.id(), new MessageId(ids().next()));
    assertThat(messages().all(chat.company(), wanted)).containsExactly(first, second);
    assertThat(messages().all(world().company(), wanted)).isEmpty();
  }

  @Test
  default void aMidIsAddedOnce() {
    var chat = begin();
    var first = received(chat, ids().next(), "first", NOON);
    var again =
        AConversation.message(
            chat,
            ids().next(),
            Author.CUSTOMER,
            "again",
            MessageStatus.RECEIVED,
            NOON,
            first.externalId());
    assertThat(add(first, again)).containsExactly(first.id());
    assertThat(add(again)).isEmpty();
    assertThat(messages().byExternalIds(List.of(ref(first))).values()).containsExactly(first);
  }

  @Test
  default void theSameMidOnAnotherChannelAccountIsAnotherMessage() {
    var chat = begin();
    var other = begin();
    var first = received(chat, ids().next(), "first", NOON);
    var second =
        AConversation.message(
            other,
            ids().next(),
            Author.CUSTOMER,
            "second",
            MessageStatus.RECEIVED,
            NOON,
            first.externalId());
    assertThat(add(first, second)).containsExactlyInAnyOrder(first.id(), second.id());
  }

  @Test
  default void aClientIdIsAddedOncePerAuthor() {
    var chat = begin();
    var ada = agent(chat);
    var first = full(chat, ada, ids().next());
    var again = withClientId(chat, ids().next(), ada, first.clientId());
    var bos = withClientId(chat, ids().next(), agent(chat), first.clientId());
    assertThat(add(first, again, bos)).containsExactlyInAnyOrder(first.id(), bos.id());
    assertThat(messages().byClientId(chat.company(), ada, first.clientId().orElseThrow()))
        .contains(first);
  }

  @Test
  default void findsAnAnswerByTheMidOfAnyOfItsParts() {
    var chat = begin();
    var answer = sent(chat, ids().next(), agent(chat), MessageStatus.SENT, NOON);
    add(answer);
    var mid = "mid-of-part-" + answer.id();
    partSent(answer, 1, mid);
    var ref = new ExternalRef(chat.company(), chat.channel(), mid);
    var unknown = new ExternalRef(chat.company(), chat.channel(), "nobody knows");
    assertThat(messages().byExternalIds(List.of(ref, unknown))).isEqualTo(Map.of(ref, answer));
    assertThat(messages().byExternalIds(List.of())).isEmpty();
  }

  @Test
  default void keepsWhatAnUpdateChanges() {
    var chat = begin();
    var before = received(chat, ids().next(), "befor", NOON);
    add(before);
    var after =
        before
            .edited("before", 1, NOON.plusSeconds(1))
            .reacted("psid", Optional.of(new Reaction("psid", "love", "❤", NOON)))
            .withStatus(MessageStatus.FAILED, Optional.of(new MessageError("x", "because")));
    update(after);
    assertThat(messages().find(chat.company(), before.id())).contains(after);
    update(after.unsent(NOON.plusSeconds(2)));
    assertThat(messages().find(chat.company(), before.id()).orElseThrow().content()).isEmpty();
  }

  @Test
  default void aWatermarkMovesWhatLeftAndNothingElse() {
    var chat = begin();
    var ada = agent(chat);
    var early = sent(chat, ids().next(), ada, MessageStatus.SENT, NOON);
    var delivered = sent(chat, ids().next(), ada, MessageStatus.DELIVERED, NOON);
    var read = sent(chat, ids().next(), ada, MessageStatus.READ, NOON);
    var queued = sent(chat, ids().next(), ada, MessageStatus.QUEUED, NOON);
    var late = sent(chat, ids().next(), ada, MessageStatus.SENT, NOON.plusSeconds(1));
    var theirs = received(chat, ids().next(), "x", NOON);
    add(early, delivered, read, queued, late, theirs);
    var moved = advance(chat, MessageStatus.DELIVERED);
    assertThat(moved).extracting(Message::id).containsExactly(early.id());
    assertThat(moved).extracting(Message::status).containsExactly(MessageStatus.DELIVERED);
    assertThat(advance(chat, MessageStatus.READ))
        .extracting(Message::id)
        .containsExactlyInAnyOrder(early.id(), delivered.id());
    assertThat(advance(chat, MessageStatus.DELIVERED)).isEmpty();
    assertThat(status(queued)).isEqualTo(MessageStatus.QUEUED);
    assertThat(status(late)).isEqualTo(MessageStatus.SENT);
    assertThat(status(theirs)).isEqualTo(MessageStatus.RECEIVED);
  }

  @Test
  default void countsWhatTheCustomerWroteAfterAMessage() {
    var chat = begin();
    var first = received(chat, ids().next(), "1", NOON);
    var second = received(chat, ids().next(), "2", NOON);
    var answer = sent(chat, ids().next(), agent(chat), MessageStatus.SENT, NOON.plusSeconds(1));
    var third = received(chat, ids().next(), "3", NOON.plusSeconds(2));
    add(first, second, answer, third);
    assertThat(after(chat, first)).isEqualTo(2);
    assertThat(after(chat, second)).isEqualTo(1);
    assertThat(after(chat, answer)).isEqualTo(1);
    assertThat(after(chat, third)).isZero();
    assertThat(after(chat, first, answer)).isEqualTo(2);
  }

  @Test
  default void countsWhatCameLateAmongWhatWasShown() {
    var chat = begin();
    var old = received(chat, ids().next(), "0", NOON.minusSeconds(9));
    var first = received(chat, ids().next(), "1", NOON);
    var answer = sent(chat, ids().next(), agent(chat), MessageStatus.SENT, NOON.plusSeconds(2));
    add(old, first, answer);
    assertThat(after(chat, answer, first)).isZero();
    add(received(chat, ids().next(), "late", NOON.plusSeconds(1)));
    assertThat(after(chat, answer, first)).isEqualTo(1);
    assertThat(after(chat, answer)).isZero();
  }

  @Test
  default void whatIsNotOfTheChatWasNotShown() {
    var chat = begin();
    var mine = received(chat, ids().next(), "1", NOON);
    var elsewhere = received(begin(), ids().next(), "x", NOON.minusSeconds(1));
    var unknown = received(chat, ids().next(), "never added", NOON.minusSeconds(1));
    add(mine, received(chat, ids().next(), "2", NOON.plusSeconds(1)));
    add(elsewhere);
    assertThat(after(chat, mine, elsewhere, unknown)).isEqualTo(1);
    assertThat(after(chat, elsewhere, unknown)).isZero();
  }

  @Test
  default void whatIsRemovedIsGone() {
    var chat = begin();
    var message = received(chat, ids().next(), "x", NOON);
    add(message);
    transactions().inTransaction(() -> messages().remove(chat.company(), message.id()));
    assertThat(messages().find(chat.company(), message.id())).isEmpty();
  }

  private static Message full(Conversation chat, UserId author, long id) {
    return new Message(
        chat.company(),
        new MessageId(id),
        chat.id(),
        chat.channel(),
        new Author.Agent(author),
        MessageKind.IMAGE,
        "look: \"ü\" \\ 😀",
        List.of(new Attachment("image", Map.of("url", "https://example.org/a?b=c&d"))),
        Map.of("sent_by", Map.of("id", 5, "name", "Ada"), "list", List.of(1, true, "x")),
        List.of(new Reaction("psid", "love", "❤", NOON)),
        Optional.of("mid." + id),
        Optional.of("client-" + id),
        Optional.of(new MessageId(id)),
        MessageStatus.FAILED,
        Optional.of(new MessageError("code", "detail")),
        true,
        Optional.of(NOON.plusSeconds(1)),
        Optional.of(NOON.plusSeconds(2)),
        NOON,
        NOON.plusSeconds(3));
  }

  private static Message withClientId(
      Conversation chat, long id, UserId author, Optional<String> clientId) {
    var like = sent(chat, id, author, MessageStatus.QUEUED, NOON);
    return new Message(
        like.company(),
        like.id(),
        like.conversation(),
        like.channel(),
        like.author(),
        like.kind(),
        like.content(),
        like.attachments(),
        like.metadata(),
        like.reactions(),
        like.externalId(),
        clientId,
        like.replyTo(),
        like.status(),
        like.error(),
        false,
        Optional.empty(),
        Optional.empty(),
        NOON,
        NOON);
  }

  private Conversation begin() {
    var fresh = AConversation.in(world(), world().company(), ids(), NOON);
    transactions().inTransaction(() -> conversations().beginOrLock(List.of(fresh)));
    return fresh;
  }

  private UserId agent(Conversation chat) {
    return world().agent(chat.company(), AConversation.agent(ids().next(), NOON)).user();
  }

  private Set<MessageId> add(Message... added) {
    return transactions().inTransaction(() -> messages().add(List.of(added)));
  }

  private void update(Message message) {
    transactions().inTransaction(() -> messages().update(List.of(message)));
  }

  private Collection<Message> advance(Conversation chat, MessageStatus to) {
    return transactions()
        .inTransaction(
            () ->
                messages()
                    .advance(
                        List.of(
                            new Messages.Receipt(
                                chat.company(),
                                chat.id(),
                                Optional.of(NOON).filter(_ -> to == MessageStatus.DELIVERED),
                                Optional.of(NOON).filter(_ -> to == MessageStatus.READ)))));
  }

  private MessageStatus status(Message message) {
    return messages().find(message.company(), message.id()).orElseThrow().status();
  }

  private int after(Conversation chat, Message... shown) {
    return messages()
        .countUnseen(
            chat.company(),
            chat.id(),
            Stream.of(shown).map(Message::id).collect(Collectors.toSet()));
  }

  private static ExternalRef ref(Message message) {
    return new ExternalRef(
        message.company(), message.channel(), message.externalId().orElseThrow());
  }
}
