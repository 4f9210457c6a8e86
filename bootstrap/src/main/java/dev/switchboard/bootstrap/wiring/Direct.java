package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.direct.DeleteDirectMessage;
import dev.switchboard.application.direct.EditDirectMessage;
import dev.switchboard.application.direct.ReadDirectConversations;
import dev.switchboard.application.direct.ReadDirectMessage;
import dev.switchboard.application.direct.SendDirectMessage;
import dev.switchboard.persistence.direct.PostgresDirectInbox;
import dev.switchboard.persistence.direct.PostgresDirectMessages;
import dev.switchboard.web.Routes;
import dev.switchboard.web.direct.DirectConversationRoutes;
import dev.switchboard.web.direct.DirectMessageRoutes;
import java.util.List;

/** Messages between users. */
final class Direct {
  private final List<Routes> routes;
  private final SendDirectMessage send;

  Direct(Core core, Ports ports) {
    var messages = new PostgresDirectMessages(core.database());
    var inbox = new PostgresDirectInbox(core.database());
    var transactions = core.transactions();
    var streams = ports.streams();
    var clock = core.clock();
    send =
        new SendDirectMessage(
            transactions, ports.rights(), messages, streams, core.ids(), clock, core.others());
    var readAll =
        new ReadDirectConversations(transactions, ports.rights(), messages, streams, clock);
    routes =
        List.of(
            new DirectMessageRoutes(
                messages,
                inbox,
                new DirectMessageRoutes.Actions(
                    send,
                    new EditDirectMessage(transactions, ports.rights(), messages, streams, clock),
                    new ReadDirectMessage(transactions, ports.rights(), messages, streams, clock),
                    readAll,
                    new DeleteDirectMessage(transactions, ports.rights(), messages, streams))),
            new DirectConversationRoutes(inbox, send, readAll));
  }

  SendDirectMessage send() {
    return send;
  }

  List<Routes> routes() {
    return routes;
  }
}
