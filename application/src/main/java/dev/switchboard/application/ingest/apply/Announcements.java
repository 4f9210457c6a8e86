package dev.switchboard.application.ingest.apply;

import dev.switchboard.application.stream.Frames;
import dev.switchboard.application.stream.StreamEvent;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.message.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What the frontends are told of a batch: new messages before who has them, changes after. */
final class Announcements {
  private Announcements() {}

  /**
   * @param reasons why a conversation changed hands
   * @param moved messages whose status a receipt moved
   */
  static List<StreamEvent> of(
      List<Batch.Draft> added,
      Map<ConversationId, String> reasons,
      Collection<Message> moved,
      Batch batch) {
    var frames = new ArrayList<StreamEvent>();
    for (var draft : added) {
      frames.add(
          Frames.newMessage(
              batch.conversation(draft.message().conversation()), draft.message(), sender(draft)));
    }
    for (var chat : batch.changedConversations()) {
      addChanges(frames, batch.before(chat.id()), chat, reasons);
    }
    for (var message : batch.changedMessages()) {
      frames.add(Frames.messageUpdated(batch.conversation(message.conversation()), message));
    }
    for (var message : moved) {
      frames.add(Frames.messageStatus(message.company(), message));
    }
    return frames;
  }

  private static void addChanges(
      List<StreamEvent> frames,
      Conversation before,
      Conversation now,
      Map<ConversationId, String> reasons) {
    if (!now.assignee().equals(before.assignee())) {
      frames.add(
          Frames.chatAssigned(now, before.assignee(), reasons.getOrDefault(now.id(), "manual")));
    }
    if (!now.lifecycle().equals(before.lifecycle())) {
      frames.add(Frames.chatUpdated(now));
    }
  }

  /** The customer's id, or the account's for what the company's side said. */
  private static String sender(Batch.Draft draft) {
    var inbound = draft.from().inbound();
    return draft.message().author() instanceof dev.switchboard.domain.message.Author.Customer
        ? inbound.customer().orElse("")
        : inbound.account().externalId();
  }
}
