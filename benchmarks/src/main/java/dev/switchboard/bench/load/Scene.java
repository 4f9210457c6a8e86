package dev.switchboard.bench.load;

import dev.switchboard.bench.machine.Product;
import dev.switchboard.bench.machine.Server;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A company with a page and people at work, on a product that runs. */
public final class Scene implements AutoCloseable {
  public static final String PAGE = "102938475610293";
  public static final int AGENTS = 50;
  private static final String AGENT_PASSWORD = "bench-agent-words";

  /** Of somebody who is logged in. */
  public record Agent(long id, String token) {}

  private final Product product;
  private final Server server;
  private final Administrator administrator;
  private final List<Agent> agents = new ArrayList<>();
  private final long company;

  private Scene(Product product, Server server, Administrator administrator) {
    this.product = product;
    this.server = server;
    this.administrator = administrator;
    this.company = administrator.get("/auth/me").path("company_id").asLong();
  }

  /** What the product is told so that a load is what is measured, and nothing else refuses it. */
  public static Map<String, String> settings(Server server) {
    var all = new HashMap<>(settings());
    all.put("DATABASE_URL", server.address().url());
    return all;
  }

  /** The same on a database of the product's own. */
  public static Map<String, String> settings() {
    return Map.of(
        "DATABASE_URL",
        "",
        "ADMIN_PASSWORD",
        Administrator.PASSWORD,
        "BCRYPT_COST",
        "10",
        "FACEBOOK_APP_SECRET",
        Webhooks.SECRET,
        "VERIFY_TOKEN",
        "bench",
        "GRAPH_BASE_URL",
        "http://127.0.0.1:9");
  }

  public static Scene set(Product product, Server server) {
    var scene = new Scene(product, server, new Administrator(product.base()));
    for (var i = 0; i < AGENTS; i++) {
      scene.hire("agent" + i);
    }
    scene.administrator.post(
        "/api/facebook/pages",
        Map.of("page_id", PAGE, "page_name", "Bench", "access_token", "bench-page-token"));
    return scene;
  }

  private void hire(String name) {
    var user =
        administrator.post(
            "/api/admin/users",
            Map.of(
                "username",
                name,
                "email",
                name + "@bench.example",
                "password",
                AGENT_PASSWORD,
                "role",
                "agent"));
    agents.add(new Agent(user.path("id").asLong(), administrator.logIn(name, AGENT_PASSWORD)));
  }

  public Product product() {
    return product;
  }

  public Server server() {
    return server;
  }

  public long company() {
    return company;
  }

  public List<Agent> agents() {
    return agents;
  }

  /** Sees every conversation of the company. */
  public String administratorToken() {
    return administrator.token();
  }

  @Override
  public void close() {
    administrator.close();
  }
}
