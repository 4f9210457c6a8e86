package dev.switchboard.application.ingest.apply;

import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.inbound.InboundContent;
import dev.switchboard.domain.message.Message;
import java.util.List;

/** Moves unread, preview, moments and window of conversations by what was really added. */
final class Counters {
  private Counters() {}

  static void move(List<Batch.Draft> added, Batch batch) {
    for (var draft : added) {
      batch.change(draft.message().conversation(), chat -> after(chat, draft, batch));
    }
    batch.changedMessages().forEach(message -> preview(message, batch));
  }

  private static Conversation after(Conversation chat, Batch.Draft draft, Batch batch) {
    var message = draft.message();
    return switch (draft.from().content()) {
      case InboundContent.Written _, InboundContent.Postback _ ->
          chat.received(message.preview(), message.sentAt(), batch.now());
      case InboundContent.Referred _ -> chat.touched(message.sentAt(), batch.now());
      case InboundContent.Echo _ -> chat.answered(message.preview(), message.sentAt(), batch.now());
      case InboundContent.Notice _,
          InboundContent.Unsent _,
          InboundContent.Edited _,
          InboundContent.Reacted _,
          InboundContent.Delivered _,
          InboundContent.Seen _,
          InboundContent.AccountEvent _ ->
          chat;
    };
  }

  /** The newest message reads differently: so does the list. */
  private static void preview(Message message, Batch batch) {
    batch.change(
        message.conversation(),
        chat ->
            chat.activity()
                    .lastMessageAt()
                    .filter(last -> !last.isAfter(message.sentAt()))
                    .isEmpty()
                ? chat
                : chat.previewChanged(message.preview(), batch.now()));
  }
}
