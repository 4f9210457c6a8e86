package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.conversation.AddNote;
import dev.switchboard.application.conversation.MarkRead;
import dev.switchboard.application.conversation.ReplyToChat;
import dev.switchboard.application.conversation.RetryMessage;
import dev.switchboard.application.conversation.SendPermit;
import dev.switchboard.application.conversation.UpdateChat;
import dev.switchboard.application.conversation.WakeSnoozed;
import dev.switchboard.persistence.conversation.PostgresInbox;
import dev.switchboard.web.Routes;
import dev.switchboard.web.chat.ChatActions;
import dev.switchboard.web.chat.ChatMessages;
import dev.switchboard.web.chat.ChatRoutes;
import java.util.List;

/** The inbox and what agents do in it. */
final class Chats {
  private final List<Routes> routes;
  private final WakeSnoozed wakeSnoozed;

  Chats(Core core, Ports ports, Rotation rotation) {
    var inbox = new PostgresInbox(core.database(), core.clock());
    var read =
        new MarkRead(
            core.transactions(),
            ports.rights(),
            ports.conversations(),
            ports.messages(),
            ports.streams(),
            core.clock());
    wakeSnoozed =
        new WakeSnoozed(
            core.systemTransactions(), ports.conversations(), ports.streams(), core.clock());
    routes =
        List.of(
            new ChatRoutes(inbox, ports.conversations(), ports.decisions(), read, core.others()),
            new ChatActions(inbox, rotation.assignChat(), read, update(core, ports, rotation)),
            messages(core, ports));
  }

  private static UpdateChat update(Core core, Ports ports, Rotation rotation) {
    return new UpdateChat(
        core.transactions(),
        ports.rights(),
        ports.conversations(),
        rotation.assign(),
        rotation.drainBacklog(),
        ports.streams(),
        core.clock());
  }

  private static ChatMessages messages(Core core, Ports ports) {
    var permit = new SendPermit(ports.channels(), core.quotas());
    var reply =
        new ReplyToChat(
            core.transactions(),
            ports.rights(),
            ports.conversations(),
            ports.messages(),
            permit,
            ports.outbox(),
            ports.streams(),
            core.json(),
            core.ids(),
            core.clock());
    var note =
        new AddNote(
            core.transactions(),
            ports.rights(),
            ports.conversations(),
            ports.messages(),
            ports.streams(),
            core.ids(),
            core.clock());
    var retry =
        new RetryMessage(
            core.transactions(),
            ports.rights(),
            ports.conversations(),
            ports.messages(),
            permit,
            ports.deliveries(),
            ports.streams(),
            core.clock());
    return new ChatMessages(reply, note, retry, ports.conversations());
  }

  List<Routes> routes() {
    return routes;
  }

  WakeSnoozed wakeSnoozed() {
    return wakeSnoozed;
  }
}
