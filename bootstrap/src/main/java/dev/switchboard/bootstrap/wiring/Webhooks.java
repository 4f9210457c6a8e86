package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.channel.SeldomHeard;
import dev.switchboard.application.ingest.DiscardParkedEvent;
import dev.switchboard.application.ingest.InboxAppender;
import dev.switchboard.application.ingest.PartitionUpkeep;
import dev.switchboard.application.ingest.ProcessWebhooks;
import dev.switchboard.application.ingest.ReplayParkedEvent;
import dev.switchboard.application.ingest.WebhookProcessor;
import dev.switchboard.application.ingest.apply.ApplyInbound;
import dev.switchboard.application.outbound.SendParts;
import dev.switchboard.application.outbound.SettleEchoes;
import dev.switchboard.bootstrap.settings.MetaSettings;
import dev.switchboard.meta.webhook.MetaWebhookParser;
import dev.switchboard.meta.webhook.WebhookDoor;
import dev.switchboard.meta.webhook.WebhookRoutes;
import dev.switchboard.meta.webhook.WebhookSettings;
import dev.switchboard.persistence.audit.PostgresAuditTrail;
import dev.switchboard.persistence.ingest.PostgresChannelEvents;
import dev.switchboard.persistence.ingest.PostgresEarlyEffects;
import dev.switchboard.persistence.ingest.PostgresParkedEvents;
import dev.switchboard.persistence.ingest.PostgresPartitions;
import dev.switchboard.persistence.ingest.PostgresWebhookInbox;
import dev.switchboard.web.Access;
import dev.switchboard.web.Problems;
import dev.switchboard.web.SecurityHeaders;
import dev.switchboard.web.webhook.ParkedEventRoutes;
import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.util.function.Consumer;

/** From Meta's post to the conversation. */
final class Webhooks implements AutoCloseable {
  private static final int PROCESSORS = 2;
  private static final long HEAP = Runtime.getRuntime().maxMemory();
  private static final int COMING = 32; // the part of the heap that bodies on their way may take
  private static final Duration POLL = Duration.ofSeconds(1);

  private final ApplyInbound apply;
  private final ProcessWebhooks process;
  private final WebhookProcessor processor;
  private final InboxAppender appender;
  private final PartitionUpkeep upkeep;
  private final WebhookSettings apps;
  private final WebhookRoutes routes;
  private final ParkedEventRoutes parkedRoutes;

  Webhooks(Core core, Ports ports, Rotation rotation, SendParts parts) {
    var inbox = new PostgresWebhookInbox(core.systemDatabase());
    var early = new PostgresEarlyEffects(core.systemDatabase());
    var parked = new PostgresParkedEvents(core.systemDatabase());
    var parser = new MetaWebhookParser();
    apply =
        new ApplyInbound(applied(core, ports, early, parts), rotation.assign(), parser, core.ids());
    process =
        new ProcessWebhooks(
            core.systemTransactions(),
            inbox,
            parser,
            apply,
            early,
            parked,
            core.ids(),
            core.clock(),
            ProcessWebhooks.Limits.DEFAULT);
    processor = new WebhookProcessor(process, PROCESSORS, POLL);
    appender =
        new InboxAppender(
            inbox, core.ids(), core.clock(), processor::wake, InboxAppender.Limits.within(HEAP));
    core.doorkeeper().admission().giveWayTo(appender::oldest);
    var audit = new PostgresAuditTrail(core.systemDatabase(), core.ids(), core.clock());
    upkeep =
        new PartitionUpkeep(
            core.ownerDatabase(),
            new PostgresPartitions(core.ownerDatabase()),
            early,
            PartitionUpkeep.Retention.DEFAULT);
    apps = apps(core.settings().meta());
    routes = new WebhookRoutes(apps, appender, Access.PUBLIC, Problems::write);
    parkedRoutes =
        new ParkedEventRoutes(
            parked,
            new ReplayParkedEvent(
                core.systemTransactions(),
                ports.rights(),
                parked,
                parser,
                apply,
                audit,
                core.clock()),
            new DiscardParkedEvent(
                core.systemTransactions(), ports.rights(), parked, audit, core.clock()));
  }

  private static ApplyInbound.Ports applied(
      Core core, Ports ports, PostgresEarlyEffects early, SendParts parts) {
    return new ApplyInbound.Ports(
        ports.channels(),
        new SeldomHeard(ports.channelHealth(), core.systemTransactions()),
        ports.contacts(),
        ports.conversations(),
        ports.messages(),
        new SettleEchoes(ports.deliveries(), ports.messages(), parts, core.clock()),
        early,
        new PostgresChannelEvents(core.systemDatabase()),
        ports.outbox(),
        ports.streams());
  }

  private static WebhookSettings apps(MetaSettings meta) {
    return new WebhookSettings(
        meta.facebookAppSecrets(),
        meta.instagramAppSecrets(),
        meta.facebookVerifyToken().stream().toList(),
        meta.instagramVerifyToken().stream().toList());
  }

  Consumer<RoutesConfig> routes() {
    return config -> {
      routes.addTo(config);
      parkedRoutes.addTo(config);
    };
  }

  /** To stand before everything else that answers. */
  WebhookDoor door(WebhookDoor.Meter meter) {
    return new WebhookDoor(apps, appender, SecurityHeaders::addTo, meter, HEAP / COMING);
  }

  ApplyInbound apply() {
    return apply;
  }

  PartitionUpkeep upkeep() {
    return upkeep;
  }

  ProcessWebhooks process() {
    return process;
  }

  void start() {
    processor.start();
    appender.start();
  }

  boolean alive() {
    return processor.alive();
  }

  /** What was acknowledged is stored; what is stored and not processed waits for the next start. */
  @Override
  public void close() {
    appender.close();
    processor.close();
  }
}
