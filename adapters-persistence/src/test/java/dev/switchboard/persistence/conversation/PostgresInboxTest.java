package dev.switchboard.persistence.conversation;

import static dev.switchboard.application.conversation.AConversation.NOON;
import static dev.switchboard.application.conversation.AConversation.received;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.conversation.Inbox;
import dev.switchboard.application.conversation.Inbox.Page;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.application.conversation.InboxContract;
import dev.switchboard.application.conversation.Messages;
import dev.switchboard.persistence.Sql;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresInboxTest extends PostgresConversationPorts implements InboxContract {
  @Override
  public Transactions transactions() {
    return test.database();
  }

  @Override
  public Messages messages() {
    return new PostgresMessages(test.database());
  }

  @Override
  public Inbox inbox() {
    return new PostgresInbox(test.database(), Clock.fixed(NOON, ZoneOffset.UTC));
  }

  @Test
  void messagesThatDoNotFitAPageAreNotEvenRead() {
    var chat = begin(world().company(), "Ada", NOON);
    for (int i = 0; i < 9; i++) {
      var message = received(chat, ids().next(), "x".repeat(Page.MAX_BYTES / 3), NOON);
      transactions().inTransaction(() -> messages().add(List.of(message)));
    }
    var page = InboxPages.older(chat, Slice.first(50));

    var read =
        test.database()
            .read(
                chat.company(),
                connection ->
                    Sql.list(connection, page.sql(), row -> row.getLong("id"), page.parameters()));

    assertThat(read).hasSizeBetween(2, 4);
  }
}
