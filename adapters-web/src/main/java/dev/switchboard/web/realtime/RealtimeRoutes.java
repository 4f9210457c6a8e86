package dev.switchboard.web.realtime;

import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.stream.CloseCode;
import dev.switchboard.application.stream.Hub;
import dev.switchboard.application.stream.SocketTickets;
import dev.switchboard.application.stream.Subscription;
import dev.switchboard.web.Access;
import dev.switchboard.web.Mounts;
import dev.switchboard.web.Requests;
import dev.switchboard.web.Routes;
import dev.switchboard.web.admission.Admission;
import dev.switchboard.web.admission.TurnedAway;
import dev.switchboard.web.admission.Work;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import io.javalin.websocket.WsHandlerType;
import io.javalin.websocket.WsMessageContext;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /ws} and the ticket that opens it. A refused socket is accepted and then closed with a
 * code, for a browser's script does not learn why a handshake failed.
 */
public final class RealtimeRoutes implements Routes {
  static final int MAX_FRAME_BYTES = 65_536;
  private static final Logger LOG = LoggerFactory.getLogger(RealtimeRoutes.class);
  private static final Duration SILENCE = Duration.ofSeconds(90); // of who is not in the hub
  private static final String SUBSCRIPTION = "switchboard.subscription";
  private static final String GATE = "switchboard.gate";

  record Ticket(String ticket, long expiresIn) {}

  private final Hub hub;
  private final SocketTickets tickets;
  private final SocketDoor door;
  private final Admission admission;
  private final Clock clock;

  public RealtimeRoutes(
      Hub hub, SocketTickets tickets, SocketDoor door, Admission admission, Clock clock) {
    this.hub = hub;
    this.tickets = tickets;
    this.door = door;
    this.admission = admission;
    this.clock = clock;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    Mounts.WS_TICKET.each("", path -> routes.post(path, this::ticket, Access.AUTHENTICATED));
    Mounts.WS.each(
        "",
        path -> routes.addWsHandler(WsHandlerType.WEBSOCKET, path, this::socket, Access.PUBLIC));
  }

  private void ticket(Context context) {
    context.header("Cache-Control", "no-store");
    context.json(
        new Ticket(tickets.issue(Requests.caller(context)), SocketTickets.VALIDITY.toSeconds()));
  }

  private void socket(WsConfig socket) {
    socket.onConnect(this::connect);
    socket.onMessage(this::message);
    socket.onBinaryMessage(
        context -> subscription(context).ifPresent(each -> each.misunderstood("frame.binary")));
    socket.onClose(context -> subscription(context).ifPresent(Subscription::closed));
    socket.onError(context -> subscription(context).ifPresent(Subscription::closed));
  }

  private void connect(WsContext context) {
    var session = context.session;
    session.setMaxTextMessageSize(MAX_FRAME_BYTES);
    session.setMaxBinaryMessageSize(MAX_FRAME_BYTES);
    session.setIdleTimeout(SILENCE);
    var socket = new JettySocket(session);
    try {
      var place = admission.enter(Work.WRITE); // who is let in asks the storage at once
      try {
        connect(context, socket);
      } finally {
        place.giveBack();
      }
    } catch (TurnedAway _) {
      socket.close(CloseCode.TRY_LATER.code(), CloseCode.TRY_LATER.reason());
    } catch (StorageUnavailable e) {
      LOG.warn("a socket is turned away while the storage cannot be reached", e);
      socket.close(CloseCode.TRY_LATER.code(), CloseCode.TRY_LATER.reason());
    }
  }

  private void connect(WsContext context, JettySocket socket) {
    switch (door.ask(context)) {
      case SocketDoor.Answer.Refused(var code) -> socket.close(code.code(), code.reason());
      case SocketDoor.Answer.Welcome(var caller, var expiresAt) -> {
        context.attribute(GATE, new FloodGate(clock));
        var subscription = hub.connect(caller, expiresAt, socket);
        context.attribute(SUBSCRIPTION, subscription);
        // The hub knows who is silent. Jetty takes what was sent for a sign of life, and would end
        // everybody where this process stood still.
        context.session.addIdleTimeoutListener(_ -> !subscription.open());
        if (!context.session.isOpen()) {
          subscription.closed(); // gone before anybody could be told
        }
      }
    }
  }

  private void message(WsMessageContext context) {
    var subscription = subscription(context);
    if (subscription.isEmpty()) {
      return; // refused, and on its way out
    }
    if (context.<FloodGate>attribute(GATE).admits()) {
      ClientFrames.read(context.message(), subscription.get());
    } else {
      subscription.get().flooded();
    }
  }

  private static Optional<Subscription> subscription(WsContext context) {
    return Optional.ofNullable(context.attribute(SUBSCRIPTION));
  }
}
