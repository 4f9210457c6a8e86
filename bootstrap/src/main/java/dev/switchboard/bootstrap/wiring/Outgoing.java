package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.outbound.ChannelStates;
import dev.switchboard.application.outbound.FetchProfiles;
import dev.switchboard.application.outbound.LaneWorkers;
import dev.switchboard.application.outbound.RetryPolicy;
import dev.switchboard.application.outbound.SendContext;
import dev.switchboard.application.outbound.SendMessages;
import dev.switchboard.application.outbound.SendParts;
import dev.switchboard.application.outbound.SettleSends;
import dev.switchboard.meta.graph.GraphChannel;
import dev.switchboard.meta.graph.GraphConfig;
import dev.switchboard.meta.graph.JsonSendParts;
import dev.switchboard.meta.graph.RunningClock;
import java.util.List;

/** Lanes, and what is done on them: answers sent, profiles fetched. */
final class Outgoing implements AutoCloseable {
  private final SendParts parts = new JsonSendParts();
  private final GraphChannel graph;
  private final LaneWorkers workers;

  Outgoing(Core core, Ports ports) {
    var meta = core.settings().meta();
    graph =
        new GraphChannel(
            GraphConfig.of(meta.graphBaseUrl(), meta.graphVersion(), Channels.appSecrets(meta)),
            core.clock(),
            new RunningClock(core.clock()));
    var policy = new RetryPolicy(RetryPolicy.Config.DEFAULT, core.random());
    workers =
        new LaneWorkers(
            core.systemTransactions(),
            core.transactions(),
            ports.lanes(),
            List.of(send(core, ports, policy), profiles(core, ports)),
            policy,
            core.lanes(),
            core.clock(),
            LaneWorkers.Config.DEFAULT);
  }

  private SendMessages send(Core core, Ports ports, RetryPolicy policy) {
    return new SendMessages(
        new SendContext(
            ports.conversations(),
            ports.messages(),
            ports.contacts(),
            ports.channels(),
            ports.deliveries()),
        graph,
        parts,
        policy,
        new ChannelStates(
            ports.channels(), ports.channelHealth(), core.transactions(), core.clock()),
        new SettleSends(
            ports.conversations(),
            ports.messages(),
            ports.lanes(),
            ports.deliveries(),
            ports.streams()),
        core.clock());
  }

  private FetchProfiles profiles(Core core, Ports ports) {
    return new FetchProfiles(
        ports.contacts(),
        ports.channels(),
        graph,
        ports.lanes(),
        core.transactions(),
        core.clock());
  }

  SendParts parts() {
    return parts;
  }

  void start() {
    workers.start();
  }

  boolean alive() {
    return workers.alive();
  }

  @Override
  public void close() {
    workers.close();
  }
}
