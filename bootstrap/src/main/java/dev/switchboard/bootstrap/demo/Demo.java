package dev.switchboard.bootstrap.demo;

import dev.switchboard.bootstrap.settings.ServerSettings;
import dev.switchboard.meta.sandbox.DemoCustomers;
import dev.switchboard.meta.sandbox.MetaSandbox;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What {@code demo} adds to the server. Its data is in {@code data/demo}, apart from the real one,
 * and nothing of it needs the internet.
 */
public final class Demo implements AutoCloseable {
  private static final String ADMIN_PASSWORD = "demo-admin-password";
  private static final String AGENT_PASSWORD = "demo-agent-password";
  private static final String APP_SECRET = "demo-app-secret-0123456789";
  private static final String PAGE = "102938475610293";
  private static final String PAGE_TOKEN = "EAADemoPageToken0000000000000000";
  private static final String INSTAGRAM = "17841400000000001";
  private static final String INSTAGRAM_TOKEN = "EAADemoInstagramToken00000000000";
  private static final List<String> AGENTS = List.of("ada", "bo", "cleo", "dan", "eve");
  private static final int CUSTOMERS = 12;
  private static final double MESSAGES_A_MINUTE = 20;

  /** The body of each agent's login. */
  public static final List<String> AGENT_LOGINS =
      AGENTS.stream()
          .map(name -> "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, AGENT_PASSWORD))
          .toList();

  private final MetaSandbox meta;

  private Demo(MetaSandbox meta) {
    this.meta = meta;
  }

  /** Starts the stand-in for Meta. */
  public static Demo start() {
    var meta = MetaSandbox.start(MetaSandbox.Options.of(APP_SECRET, Clock.systemUTC()));
    meta.page(PAGE, PAGE_TOKEN);
    meta.instagram(INSTAGRAM, INSTAGRAM_TOKEN);
    return new Demo(meta);
  }

  /** What the server is told, above everything else. */
  public Map<String, String> settings() {
    return Map.of(
        "ENVIRONMENT",
        "development",
        "DATA_DIR",
        Path.of("data", "demo").toString(),
        "DATABASE_URL",
        "",
        "ADMIN_PASSWORD",
        ADMIN_PASSWORD,
        "GRAPH_BASE_URL",
        meta.baseUrl().toString(),
        "FACEBOOK_APP_SECRET",
        APP_SECRET,
        "INSTAGRAM_APP_SECRET",
        APP_SECRET,
        "VERIFY_TOKEN",
        "demo");
  }

  /** Makes the agents, connects the accounts and lets the customers write. */
  public DemoCustomers populate(ServerSettings settings, int port) {
    var local = (settings.certificate().isPresent() ? "https" : "http") + "://localhost:" + port;
    try (var api = new DemoApi(local)) {
      api.logIn("admin", ADMIN_PASSWORD);
      AGENTS.forEach(
          name ->
              api.post(
                  "/api/admin/users",
                  Map.of(
                      "username",
                      name,
                      "email",
                      name + "@demo.example",
                      "full_name",
                      name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1),
                      "password",
                      AGENT_PASSWORD,
                      "role",
                      "agent")));
      connect(api, "/api/facebook/pages", PAGE, "Demo Shop", PAGE_TOKEN);
      connect(api, "/api/instagram/accounts", INSTAGRAM, "demo.shop", INSTAGRAM_TOKEN);
    }
    return new DemoCustomers(
        meta,
        URI.create(local + "/api/webhooks"),
        APP_SECRET,
        List.of(PAGE, INSTAGRAM),
        CUSTOMERS,
        MESSAGES_A_MINUTE);
  }

  private static void connect(
      DemoApi api, String path, String id, String name, String accessToken) {
    api.post(path, Map.of("page_id", id, "page_name", name, "access_token", accessToken));
  }

  /** What to open and which lines to try. */
  public static void explain(String url, Consumer<String> out) {
    """

    The demo: a company with a Facebook page and an Instagram account, agents
      %s   (password %s)
    and the administrator admin (password %s).
    Customers write about every three seconds; the agents get them in turn.

    Try, in another terminal:

      TOKEN=$(curl -s %s/auth/login -H 'Content-Type: application/json' \\
        -d '{"username":"ada","password":"%s"}' | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
      curl -s -H "Authorization: Bearer $TOKEN" '%s/api/chats?limit=5'

    Answer the newest of ada's chats, and watch the customer answer back:

      CHAT=$(curl -s -H "Authorization: Bearer $TOKEN" '%s/api/chats?limit=1' | sed 's/^\\[{"id":\\([0-9]*\\).*/\\1/')
      curl -s -X POST -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
        -d '{"content":"Hello, how can I help?"}' %s/api/chats/$CHAT/messages
      curl -s -H "Authorization: Bearer $TOKEN" "%s/api/chats/$CHAT/messages?limit=5"

    Watch ada's socket (frames appear as customers write; Ctrl-C ends it):

      curl -sN --http1.1 -H 'Connection: Upgrade' -H 'Upgrade: websocket' -H 'Sec-WebSocket-Version: 13' \\
        -H 'Sec-WebSocket-Key: c3dpdGNoYm9hcmQgZGVtbw==' -H "Sec-WebSocket-Protocol: bearer, $TOKEN" \\
        %s/ws | cat -v
    """
        .formatted(
            String.join(", ", AGENTS),
            AGENT_PASSWORD,
            ADMIN_PASSWORD,
            url,
            AGENT_PASSWORD,
            url,
            url,
            url,
            url,
            url)
        .lines()
        .forEach(out);
  }

  @Override
  public void close() {
    meta.close();
  }
}
