package dev.switchboard.application.ingest.apply;

import dev.switchboard.application.Ids;
import dev.switchboard.application.conversation.Messages.ExternalRef;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.inbound.InboundContent;
import dev.switchboard.domain.inbound.LeadForm;
import dev.switchboard.domain.message.Attachment;
import dev.switchboard.domain.message.Author;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageId;
import dev.switchboard.domain.message.MessageKind;
import dev.switchboard.domain.message.MessageStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns what was said into messages, in the order of time and each once. */
final class Drafts {
  private final Ids ids;

  Drafts(Ids ids) {
    this.ids = ids;
  }

  /** Skips what is there already and what has no conversation. */
  void add(List<Routed> items, Batch batch) {
    for (var item : items) {
      var ref = item.becomes();
      var conversation = batch.conversation(item);
      if (ref.isPresent() && conversation.isPresent() && !batch.has(ref.get())) {
        batch.draft(
            ref.get(), new Batch.Draft(item, message(item, conversation.get(), ref.get(), batch)));
      }
    }
  }

  private Message message(Routed item, Conversation conversation, ExternalRef ref, Batch batch) {
    var said = said(item.content());
    var metadata = new LinkedHashMap<>(said.metadata());
    if (item.inbound().standby()) {
      metadata.put("standby", true);
    }
    var drafted =
        new Message(
            conversation.company(),
            new MessageId(ids.next()),
            conversation.id(),
            conversation.channel(),
            said.author(),
            said.kind(),
            said.text(),
            said.attachments(),
            metadata,
            List.of(),
            Optional.of(ref.externalId()),
            Optional.empty(),
            item.answers().flatMap(batch::message).map(Message::id),
            said.status(),
            Optional.empty(),
            said.author() instanceof Author.Customer && LeadForm.matches(said.text()),
            Optional.empty(),
            Optional.empty(),
            item.inbound().at(),
            batch.now());
    return said.status() == MessageStatus.SENT
        ? drafted.out(conversation.activity().reach(), drafted.sentAt())
        : drafted;
  }

  private record Said(
      Author author,
      MessageKind kind,
      String text,
      List<Attachment> attachments,
      Map<String, Object> metadata,
      MessageStatus status) {

    static Said byCustomer(
        MessageKind kind, String text, List<Attachment> attachments, Map<String, Object> facts) {
      return new Said(Author.CUSTOMER, kind, text, attachments, facts, MessageStatus.RECEIVED);
    }
  }

  private static Said said(InboundContent content) {
    return switch (content) {
      case InboundContent.Written written ->
          Said.byCustomer(
              written.unsupported()
                  ? MessageKind.PLACEHOLDER
                  : MessageKind.of(written.attachments()),
              written.text(),
              written.attachments(),
              written.facts());
      case InboundContent.Postback postback ->
          Said.byCustomer(
              MessageKind.POSTBACK,
              postback.title().isEmpty() ? postback.payload() : postback.title(),
              List.of(),
              pressed(postback));
      case InboundContent.Referred(_, var facts) ->
          Said.byCustomer(MessageKind.REFERRAL, "", List.of(), Map.of("referral", facts));
      case InboundContent.Echo echo ->
          new Said(
              Author.PAGE,
              MessageKind.of(echo.attachments()),
              echo.text(),
              echo.attachments(),
              echo.appId().<Map<String, Object>>map(app -> Map.of("app_id", app)).orElse(Map.of()),
              MessageStatus.SENT);
      case InboundContent.Notice(var kind, var facts) ->
          // not the customer's: it must not count among what they wrote
          new Said(
              Author.PAGE,
              MessageKind.PLACEHOLDER,
              "",
              List.of(),
              Map.of("notice", kind, "facts", facts),
              MessageStatus.RECEIVED);
      case InboundContent.Unsent _,
          InboundContent.Edited _,
          InboundContent.Reacted _,
          InboundContent.Delivered _,
          InboundContent.Seen _,
          InboundContent.AccountEvent _ ->
          throw new IllegalArgumentException("becomes no message");
    };
  }

  private static Map<String, Object> pressed(InboundContent.Postback postback) {
    var metadata = new LinkedHashMap<>(postback.facts());
    metadata.put("postback", Map.of("title", postback.title(), "payload", postback.payload()));
    return metadata;
  }
}
