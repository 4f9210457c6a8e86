package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.channel.ConnectChannel;
import dev.switchboard.application.channel.DisconnectChannel;
import dev.switchboard.application.channel.KeepSubscribed;
import dev.switchboard.application.channel.SubscriptionUpkeep;
import dev.switchboard.application.channel.UpdateChannel;
import dev.switchboard.application.outbound.ReleaseHeld;
import dev.switchboard.bootstrap.settings.MetaSettings;
import dev.switchboard.meta.AppSecrets;
import dev.switchboard.meta.channel.GraphChannelProbe;
import dev.switchboard.web.Routes;
import dev.switchboard.web.channel.ChannelRoutes;
import java.time.Duration;

/** Connecting pages and accounts, and keeping them connected. */
final class Channels implements AutoCloseable {
  /** How soon a new account is noticed; how often one is looked at is not decided here. */
  private static final Duration UPKEEP = Duration.ofSeconds(10);

  private final GraphChannelProbe probe;
  private final SubscriptionUpkeep upkeep;
  private final Routes routes;
  private final ConnectChannel connect;

  Channels(Core core, Ports ports) {
    var meta = core.settings().meta();
    probe = new GraphChannelProbe(meta.graphBaseUrl(), meta.graphVersion(), appSecrets(meta));
    upkeep =
        new SubscriptionUpkeep(
            new KeepSubscribed(ports.channels(), probe, core.transactions(), core.clock()), UPKEEP);
    var held = new ReleaseHeld(ports.lanes(), core.clock());
    var update =
        new UpdateChannel(
            ports.channels(),
            held,
            core.transactions(),
            ports.rights(),
            ports.audit(),
            core.clock());
    connect =
        new ConnectChannel(
            ports.channels(),
            update,
            core.transactions(),
            ports.rights(),
            ports.audit(),
            core.ids(),
            core.clock());
    routes =
        new ChannelRoutes(
            ports.channels(),
            ports.channelHealth(),
            probe,
            connect,
            update,
            new DisconnectChannel(
                ports.channels(), core.transactions(), ports.rights(), ports.audit()));
  }

  /** The current ones; previous ones prove nothing any more. */
  static AppSecrets appSecrets(MetaSettings meta) {
    return new AppSecrets(
        meta.facebookAppSecrets().stream().findFirst().orElse(""),
        meta.instagramAppSecrets().stream().findFirst().orElse(""));
  }

  ConnectChannel connect() {
    return connect;
  }

  Routes routes() {
    return routes;
  }

  void start() {
    upkeep.start();
  }

  @Override
  public void close() {
    upkeep.close();
    probe.close();
  }
}
