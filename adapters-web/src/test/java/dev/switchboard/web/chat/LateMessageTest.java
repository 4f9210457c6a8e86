package dev.switchboard.web.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.conversation.ADesk;
import dev.switchboard.application.conversation.ChatView;
import dev.switchboard.application.conversation.Inbox;
import dev.switchboard.application.conversation.MarkRead;
import dev.switchboard.application.conversation.MessageView;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.web.ApiJson;
import dev.switchboard.web.TestServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A delayed webhook commits between the page that an agent is answered and its being read. */
class LateMessageTest {
  private final ADesk desk = new ADesk();

  @Test
  void whatIsInNoAnswerStaysUnread() throws IOException {
    var ada = desk.agent();
    var chat = desk.assigned(ada);
    desk.receive(chat, "first");
    desk.pass(Duration.ofSeconds(2));
    desk.receive(chat, "last");
    desk.pass(Duration.ofSeconds(-1));
    var inbox = new Interrupted(desk.inbox(), () -> desk.receive(chat, "written between them"));
    var markRead =
        new MarkRead(
            desk.transactions,
            desk.rights,
            desk.conversations,
            desk.messages,
            desk.streams,
            desk.clock);
    try (var server =
        new TestServer(
            new ChatRoutes(inbox, desk.conversations, desk.decisions, markRead, Runnable::run))) {
      server.caller("ada", desk.as(ada));

      var detail = ApiJson.mapper().readTree(server.get("/api/chats/" + chat.id(), "ada").body());

      assertThat(detail.get("messages")).hasSize(2);
      assertThat(detail.get("unread_count").asInt()).isEqualTo(1);
    }
  }

  /** Something happens right after a page was read. */
  private record Interrupted(Inbox inbox, Runnable what) implements Inbox {
    @Override
    public Page<ChatView> chats(CompanyId company, Filter filter, Slice slice) {
      return inbox.chats(company, filter, slice);
    }

    @Override
    public Optional<ChatView> chat(CompanyId company, ConversationId id) {
      return inbox.chat(company, id);
    }

    @Override
    public Page<MessageView> older(Conversation of, Slice slice) {
      var page = inbox.older(of, slice);
      what.run();
      return page;
    }

    @Override
    public Page<MessageView> newer(Conversation of, Slice slice) {
      return inbox.newer(of, slice);
    }

    @Override
    public Stats stats(CompanyId company, Optional<UserId> assignee) {
      return inbox.stats(company, assignee);
    }
  }
}
