package dev.switchboard.web;

import dev.switchboard.web.admission.Doorkeeper;
import dev.switchboard.web.admission.Work;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;

/**
 * The HTTP server: one Javalin with our rules around every route. Routes of other adapters are
 * added as they are; they too must declare their access.
 */
public final class WebServer implements AutoCloseable {
  private static final int COPIED_AT_ONCE = 4_096; // of an answer; for each one as much is made
  private static final long SILENCE_MILLIS = 30_000;
  private static final Duration LAST_ANSWERS = Duration.ofSeconds(6); // of the seconds of a stop

  /**
   * One registered route.
   *
   * @param idempotent whether it takes an {@code Idempotency-Key}
   * @param work when it gives way
   */
  public record Registered(
      String method, String path, Access access, boolean idempotent, Work work) {}

  /**
   * @param requestTime from the first byte of a request to its last
   * @param jetty further settings of the server underneath, such as connectors and limits
   */
  public record Config(
      String host,
      int port,
      Authenticator authenticator,
      Cors cors,
      Proxies proxies,
      IdempotentPosts idempotentPosts,
      Doorkeeper doorkeeper,
      Duration requestTime,
      Consumer<JavalinConfig> jetty) {}

  private final Javalin javalin;
  private final List<Registered> registered;
  private final UnderWay underWay;

  private WebServer(Javalin javalin, List<Registered> registered, UnderWay underWay) {
    this.javalin = javalin;
    this.underWay = underWay;
    this.registered = List.copyOf(registered);
  }

  /**
   * Builds without starting.
   *
   * @throws IllegalStateException a route declares no access, or more than one
   */
  public static WebServer create(Config config, List<Consumer<RoutesConfig>> routes) {
    var registered = new ArrayList<Registered>();
    var underWay = new UnderWay();
    var javalin =
        Javalin.create(
            javalinConfig -> {
              basics(javalinConfig, config);
              javalinConfig.events.handlerAdded(
                  handler -> {
                    if (isVerb(handler.getHttpMethod())) {
                      registered.add(
                          new Registered(
                              handler.getHttpMethod().toString(),
                              handler.getPath(),
                              declared(handler.getPath(), handler.getRoles()),
                              handler.getRoles().contains(Idempotent.BY_KEY),
                              Work.of(
                                  handler.getHttpMethod().toString(),
                                  handler.getPath(),
                                  handler.getRoles())));
                    }
                  });
              around(javalinConfig.routes, config);
              routes.forEach(group -> group.accept(javalinConfig.routes));
              config.jetty().accept(javalinConfig);
              // last, and so around all others
              javalinConfig.jetty.modifyServer(server -> insert(server, underWay));
            });
    return new WebServer(javalin, registered, underWay);
  }

  private static void basics(JavalinConfig javalin, Config config) {
    javalin.concurrency.useVirtualThreads = true;
    javalin.startup.showJavalinBanner = false;
    javalin.http.maxRequestSize = Doorkeeper.LONGEST_BODY;
    javalin.http.prefer405over404 = true;
    javalin.http.responseBufferSize = COPIED_AT_ONCE;
    javalin.http.defaultContentType = "application/json";
    javalin.router.ignoreTrailingSlashes = true;
    javalin.router.javaLangErrorHandler(Problems::fatal);
    javalin.router.handlerWrapper(config.idempotentPosts()::around);
    javalin.jetty.host = config.host();
    javalin.jetty.port = config.port();
    javalin.jsonMapper(new JsonBodies());
    javalin.jetty.modifyHttpConfiguration(
        http -> {
          http.setSendServerVersion(false);
          http.setIdleTimeout(
              SILENCE_MILLIS); // of a client, in the middle of a request or between two
          http.setHeaderCacheSize(0); // of a connection, and 90 kB: two thousand were a small heap
          http.addCustomizer(new PlainFrames());
        });
    javalin.jetty.modifyServer(
        server -> {
          server.setErrorHandler(new ProtocolErrors());
          server.addBean(new ConnectionBound(Connections.bound(), server));
          server.addBean(new RequestDeadline(server, config.requestTime()));
        });
  }

  private static void around(RoutesConfig routes, Config config) {
    var access = new AccessControl(config.authenticator());
    routes.before(Traces::begin);
    routes.before(MalformedPath::refuse);
    routes.before(context -> Client.find(context, config.proxies()));
    routes.before(SecurityHeaders::add);
    routes.before(config.cors()::apply);
    routes.beforeMatched(config.doorkeeper()::open);
    routes.beforeMatched(access::check);
    routes.after(config.doorkeeper()::close);
    routes.after(_ -> Traces.end());
    Problems.addTo(routes);
  }

  private static void insert(Server server, Handler.Singleton handler) {
    handler.setHandler(server.getHandler());
    server.setHandler(handler);
  }

  private static boolean isVerb(HandlerType type) {
    return Set.of(
            HandlerType.GET,
            HandlerType.POST,
            HandlerType.PUT,
            HandlerType.PATCH,
            HandlerType.DELETE,
            HandlerType.HEAD,
            HandlerType.OPTIONS)
        .contains(type);
  }

  private static Access declared(String path, Set<io.javalin.security.RouteRole> roles) {
    try {
      return AccessControl.of(roles);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(path + ": " + e.getMessage(), e);
    }
  }

  /** Every route with what it demands. */
  public List<Registered> registered() {
    return registered;
  }

  /**
   * @throws RuntimeException the port is taken
   */
  public WebServer start() {
    javalin.start();
    return this;
  }

  /** The port in use; differs from the configured one when that was 0. */
  public int port() {
    return javalin.port();
  }

  /** Sockets are none. */
  int requestsUnderWay() {
    return underWay.count();
  }

  /** Still answers, and asks each client to come back over another connection. */
  public void leave() {
    underWay.leave();
  }

  /** Refuses what comes now, answers what is under way for some seconds, and stops. */
  @Override
  public void close() {
    underWay.end(LAST_ANSWERS);
    javalin.stop();
  }
}
