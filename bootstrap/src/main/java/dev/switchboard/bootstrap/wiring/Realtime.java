package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.account.AccessTokens;
import dev.switchboard.application.stream.Hub;
import dev.switchboard.application.stream.HubLimits;
import dev.switchboard.application.stream.LivePermissions;
import dev.switchboard.application.stream.SocketTickets;
import dev.switchboard.persistence.stream.PostgresTickets;
import dev.switchboard.web.Cors;
import dev.switchboard.web.Routes;
import dev.switchboard.web.realtime.RealtimeRoutes;
import dev.switchboard.web.realtime.SocketDoor;

/** The sockets of this node. */
final class Realtime implements AutoCloseable {
  private final Hub hub;
  private final Routes routes;

  Realtime(Core core, Ports ports, AccessTokens tokens, Cors cors) {
    var limits = core.settings().companies();
    hub =
        new Hub(
            ports.streamReader(),
            LivePermissions.of(ports.callers(), core.clock()),
            ports.conversations(),
            core.json(),
            core.clock(),
            HubLimits.DEFAULT
                .allowing(limits.socketsPerUser(), limits.socketsPerCompany())
                .within(Runtime.getRuntime().maxMemory()),
            core.cluster());
    core.cluster().bus().subscribe(hub);
    var tickets =
        new SocketTickets(new PostgresTickets(core.database()), core.random(), core.clock());
    var door = new SocketDoor(cors, tickets, tokens, ports.callers(), core.quotas(), core.clock());
    routes = new RealtimeRoutes(hub, tickets, door, core.doorkeeper().admission(), core.clock());
  }

  Hub hub() {
    return hub;
  }

  Routes routes() {
    return routes;
  }

  @Override
  public void close() {
    hub.close();
  }
}
