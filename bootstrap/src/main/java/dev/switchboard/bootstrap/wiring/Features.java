package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.account.BootstrapInstallation.FirstAdmin;
import dev.switchboard.bootstrap.operations.Chores;
import dev.switchboard.bootstrap.operations.SpareHeap;
import dev.switchboard.meta.webhook.WebhookDoor;
import dev.switchboard.persistence.upkeep.OldRows;
import dev.switchboard.persistence.upkeep.Statistics;
import dev.switchboard.persistence.upkeep.Tallies;
import dev.switchboard.web.Authenticator;
import dev.switchboard.web.Cors;
import dev.switchboard.web.IdempotentPosts;
import dev.switchboard.web.Routes;
import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Every feature, put together; the one place that knows what they have to do with each other. */
public final class Features implements AutoCloseable {
  private final Core core;
  private final Ports ports;
  private final Rotation rotation;
  private final Cors cors;
  private final Idempotency idempotency;
  private final Accounts accounts;
  private final Realtime realtime;
  private final Channels channels;
  private final Chats chats;
  private final Direct direct;
  private final Reporting reporting;
  private final Outgoing outgoing;
  private final Mail mail;
  private final Resets resets;
  private final Webhooks webhooks;
  private final Auditing auditing;
  private final Chores chores = new Chores();

  public Features(Core core) {
    this.core = core;
    ports = Ports.of(core);
    rotation = Rotation.of(core, ports);
    cors = new Cors(new LinkedHashSet<>(core.settings().server().corsOrigins()));
    idempotency = new Idempotency(core);
    accounts = new Accounts(core, ports);
    realtime = new Realtime(core, ports, accounts.tokens(), cors);
    channels = new Channels(core, ports);
    chats = new Chats(core, ports, rotation);
    direct = new Direct(core, ports);
    reporting = new Reporting(core, ports);
    outgoing = new Outgoing(core, ports);
    resets = Resets.of(core, ports, accounts.hasher(), accounts.policy(), accounts.throttling());
    mail = new Mail(core, ports, resets.handler());
    webhooks = new Webhooks(core, ports, rotation, outgoing.parts());
    auditing = new Auditing(core, ports);
  }

  public Authenticator authenticator() {
    return accounts.authenticator();
  }

  public IdempotentPosts idempotentPosts() {
    return idempotency.posts();
  }

  public Cors cors() {
    return cors;
  }

  public List<Consumer<RoutesConfig>> routes() {
    var routes = new ArrayList<Routes>(direct.routes()); // the router goes through them in order
    routes.addAll(chats.routes());
    routes.addAll(accounts.routes(rotation));
    routes.add(resets.routes());
    routes.addAll(reporting.routes());
    routes.add(channels.routes());
    routes.add(realtime.routes());
    routes.add(auditing.routes());
    var groups = new ArrayList<Consumer<RoutesConfig>>();
    routes.forEach(group -> groups.add(group::addTo));
    groups.add(webhooks.routes());
    return groups;
  }

  /**
   * Prepares the installation.
   *
   * @param notice is told of the superuser, on the first start only
   */
  public void prepare(Consumer<String> notice) {
    upkeep();
    accounts.firstAdmin().ifPresent(admin -> announce(admin, notice));
  }

  private static void announce(FirstAdmin admin, Consumer<String> notice) {
    notice.accept("");
    notice.accept("Created the superuser " + admin.username() + ".");
    admin
        .password()
        .ifPresent(
            password ->
                notice.accept("  Password  " + password.value() + "  (shown only this once)"));
  }

  /** The short way of webhooks, to stand before the routes. */
  public WebhookDoor webhookDoor(WebhookDoor.Meter meter) {
    return webhooks.door(meter);
  }

  private void upkeep() {
    webhooks.upkeep().run(core.clock().instant());
    auditing.upkeep().run(core.clock().instant());
  }

  /** What an operator should know of this installation from its start on. */
  public Optional<String> remark() {
    return Mail.remark(core.settings());
  }

  /** What whoever runs the installation can do without an account; needs no {@link #start}. */
  public Operator operator() {
    return accounts.operator();
  }

  /** What an example company is filled with; needs no {@link #start}. */
  public Stagehands stagehands() {
    return new Stagehands(
        core.systemTransactions(),
        ports.roles(),
        ports.channels(),
        channels.connect(),
        webhooks.apply(),
        ports.contacts(),
        direct.send(),
        reporting.file(),
        reporting.answer(),
        core.ids(),
        core.clock());
  }

  /** What runs by itself. */
  public void start() {
    realtime.hub().start();
    webhooks.start();
    outgoing.start();
    mail.start();
    channels.start();
    chores.every(Duration.ofHours(1), "partitions", this::upkeep);
    chores.every(Duration.ofMinutes(1), "last seen", accounts.activity()::store);
    chores.every(Duration.ofMinutes(10), "idempotency keys", idempotency::forgetExpired);
    chores.every(Duration.ofMinutes(10), "tries", accounts::forgetTries);
    chores.every(Duration.ofSeconds(15), "snoozed chats", () -> chats.wakeSnoozed().handle());
    chores.every(Duration.ofSeconds(30), "backlog", () -> rotation.drainBacklog().handleAll());
    chores.every(
        Duration.ofMinutes(1), "early effects", () -> webhooks.process().settleEarlyEffects());
    chores.every(Duration.ofSeconds(10), "figures", new Tallies(core.systemDatabase())::fold);
    var statistics = new Statistics(core.systemDatabase(), core.ownerDatabase());
    chores.every(Duration.ofSeconds(2), "statistics", statistics::refresh);
    chores.every(SpareHeap.PAUSE, "spare heap", new SpareHeap(core.clock())::look);
    var oldRows = new OldRows(core.systemDatabase());
    chores.every(
        Duration.ofMinutes(5),
        Duration.ofHours(6),
        "old rows",
        () -> oldRows.delete(core.clock().instant()));
  }

  /** Something else that runs by itself, from now until the end. */
  public void every(Duration pause, String name, Runnable chore) {
    chores.every(pause, name, chore);
  }

  /** Open sockets are told to come back, to another node or after the restart. */
  public void drain() {
    realtime.hub().shutdown();
  }

  /** Whether everything that takes posts in and sends answers is at work; mail may wait. */
  public boolean alive() {
    return webhooks.alive() && outgoing.alive();
  }

  /** Sockets this node holds open. */
  public int openSockets() {
    return realtime.hub().connections();
  }

  /** Nothing new is begun; what is under way is finished or left for the next start. */
  @Override
  public void close() {
    chores.close();
    channels.close();
    webhooks.close();
    outgoing.close();
    mail.close();
    realtime.close();
    accounts.close();
  }
}
