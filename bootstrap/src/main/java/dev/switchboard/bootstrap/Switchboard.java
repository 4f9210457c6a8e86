package dev.switchboard.bootstrap;

import dev.switchboard.bootstrap.database.Storage;
import dev.switchboard.bootstrap.operations.Admissions;
import dev.switchboard.bootstrap.operations.Backlogs;
import dev.switchboard.bootstrap.operations.Drain;
import dev.switchboard.bootstrap.operations.Metrics;
import dev.switchboard.bootstrap.operations.RedisFigures;
import dev.switchboard.bootstrap.settings.Secrets;
import dev.switchboard.bootstrap.settings.Settings;
import dev.switchboard.bootstrap.wiring.Core;
import dev.switchboard.bootstrap.wiring.Features;
import dev.switchboard.bootstrap.wiring.Nodes;
import dev.switchboard.persistence.Database;
import dev.switchboard.web.WebServer;
import dev.switchboard.web.openapi.DocsRoutes;
import dev.switchboard.web.operations.OperationsRoutes;
import io.javalin.config.JavalinConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Handler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The composition root: with {@link Features} the only code that knows every module. Plain
 * constructors, top to bottom; what is opened first is closed last.
 */
public final class Switchboard implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);
  private static final String VERSION = "0.1.0";
  private static final Duration BACKLOG_COUNT = Duration.ofSeconds(10);

  private final Closing opened;
  private final WebServer server;

  private Switchboard(Closing opened, WebServer server) {
    this.opened = opened;
    this.server = server;
  }

  /**
   * @param notice tells the operator what takes time, and what is said only once
   * @throws RuntimeException the start failed; nothing stays open
   */
  public static Switchboard start(Settings settings, Consumer<String> notice) {
    var opened = new Closing();
    try {
      return start(settings, notice, opened);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private static Switchboard start(Settings settings, Consumer<String> notice, Closing opened) {
    FreePort.require(settings.server());
    Ahead.begin();
    var secrets = Secrets.of(settings);
    var storage = opened.add("database", Storage.open(settings.storage(), notice));
    var metrics = opened.add("metrics", new Metrics());
    metrics.watch(storage.unit().pools());
    var nodes = opened.add("redis", Nodes.of(settings, secrets));
    nodes.redis().ifPresent(redis -> new RedisFigures(metrics.registry(), redis).bind());
    var core = Core.of(settings, secrets, storage.unit(), nodes);
    var features = opened.add("features", new Features(core));
    var backlogs = new Backlogs(core.systemDatabase());
    backlogs.bindTo(metrics.registry(), features::openSockets);
    Admissions.bind(metrics.registry(), core.doorkeeper());
    features.prepare(notice);
    features.remark().ifPresent(notice);
    var drain = new Drain(() -> answers(core.database()), features::alive, nodes::degraded);
    var server = opened.add("web server", server(core, features, metrics, drain));
    features.start();
    features.every(BACKLOG_COUNT, "figures", backlogs::count);
    server.start();
    storage.unit().warm(); // not before: a start has no processor to spare
    opened.before("drain", () -> drain(drain, features, server, settings.server().drain()));
    LOG.info("started on port {}", server.port());
    return new Switchboard(opened, server);
  }

  private static WebServer server(Core core, Features features, Metrics metrics, Drain drain) {
    var settings = core.settings().server();
    Consumer<JavalinConfig> jetty =
        javalin -> {
          metrics.timeRequests(javalin);
          var door = features.webhookDoor(metrics::timeWebhook);
          // within what counts the requests under way
          javalin.jetty.modifyServer(
              jettyServer -> ((Handler.Singleton) jettyServer.getHandler()).insertHandler(door));
          settings
              .certificate()
              .ifPresent(certificate -> Tls.listen(javalin, settings, certificate));
        };
    var routes = new ArrayList<>(features.routes());
    boolean docs = core.settings().edge().docs();
    routes.add(
        new OperationsRoutes(VERSION, docs, drain, metrics::text, core.database()::ping)::addTo);
    if (docs) {
      routes.add(new DocsRoutes(ApiDescription.openApi())::addTo);
    }
    return WebServer.create(
        new WebServer.Config(
            settings.host(),
            settings.port(),
            features.authenticator(),
            features.cors(),
            core.settings().edge().proxies(),
            features.idempotentPosts(),
            core.doorkeeper(),
            settings.requestTime(),
            jetty),
        routes);
  }

  /** Readiness off, then a moment in which requests are still served, for balancers to notice. */
  private static void drain(Drain drain, Features features, WebServer server, Duration time) {
    drain.begin();
    server.leave();
    features.drain();
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean answers(Database database) {
    try {
      database.ping();
      return true;
    } catch (RuntimeException e) {
      LOG.warn("the database does not answer: {}", e.getMessage());
      return false;
    }
  }

  /** The port in use. */
  public int port() {
    return server.port();
  }

  /** Every route with what it demands. */
  List<WebServer.Registered> routes() {
    return server.registered();
  }

  @Override
  public void close() {
    LOG.info("stopping");
    opened.close();
    LOG.info("stopped");
  }
}
