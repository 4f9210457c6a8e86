package dev.switchboard.chaos.load;

import dev.switchboard.chaos.history.History;
import dev.switchboard.chaos.machine.Node;
import dev.switchboard.chaos.machine.Postgres;
import dev.switchboard.meta.sandbox.MetaSandbox;
import dev.switchboard.meta.sandbox.SandboxAccount;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything a drill plays on: a database, nodes of the product, Meta's sandbox, companies. */
public final class Stage implements AutoCloseable {
  static final String APP_SECRET = "chaos-app-secret-0123456789";
  static final String PASSWORD = "chaos of eleven storms";

  private final History history = new History();
  private final Api api = new Api(history);
  private final Api probe = new Api(new History());
  private final Postgres postgres;
  private final MetaSandbox sandbox;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Company> companies;
  private volatile Node leftOut;

  /**
   * @param home the folder of the product's script
   * @param settings of the product, above those that every run has
   */
  public Stage(Path home, Path folder, int nodes, long seed, Map<String, String> settings) {
    postgres = new Postgres(folder.resolve("database"));
    sandbox = MetaSandbox.start(MetaSandbox.Options.of(APP_SECRET, Clock.systemUTC()).seeded(seed));
    for (var i = 1; i <= nodes; i++) {
      this.nodes.add(new Node(home, folder.resolve("node" + i), with(settings)));
    }
    this.nodes.getFirst().start(); // alone: it migrates
    this.nodes.stream().skip(1).forEach(Node::start);
    deliverTo(this.nodes.getFirst());
    companies = new Scenery(api, base(0), sandbox).build();
  }

  private Map<String, String> with(Map<String, String> settings) {
    var all =
        new HashMap<>(
            Map.of(
                "DATABASE_URL",
                postgres.url(),
                "ADMIN_PASSWORD",
                PASSWORD,
                "BCRYPT_COST",
                "10",
                "JWT_SECRET",
                "chaos-jwt-secret-0123456789-0123456789",
                "ENCRYPTION_KEY",
                "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
                "JWT_EXPIRATION_MINUTES",
                "1440",
                "FACEBOOK_APP_ID",
                sandbox.options().appId(),
                "FACEBOOK_APP_SECRET",
                APP_SECRET,
                "VERIFY_TOKEN",
                "chaos",
                "GRAPH_BASE_URL",
                sandbox.baseUrl().toString()));
    all.putAll(settings);
    return all;
  }

  /** With the token it had: whatever the product thinks of the account is over. */
  public void renew(Company company, SandboxAccount account) {
    Scenery.renew(api, base(0), company.everything().as(), account);
  }

  /** Echoes and receipts go to this node. */
  public void deliverTo(Node node) {
    sandbox.webhooks().deliverTo(node.base().resolve("/api/webhooks"), APP_SECRET);
  }

  public History history() {
    return history;
  }

  public Api api() {
    return api;
  }

  /** For looking in from outside: its refusals are nobody's business. */
  public Api probe() {
    return probe;
  }

  public Postgres postgres() {
    return postgres;
  }

  public MetaSandbox sandbox() {
    return sandbox;
  }

  public List<Node> nodes() {
    return nodes;
  }

  public List<Company> companies() {
    return companies;
  }

  /** Ids of all its messages, as somebody finds them who loads everything anew. */
  Set<Long> messages(Company company) {
    var ids =
        postgres
            .server()
            .text(
                """
                select coalesce(string_agg(id::text, ' '), '') from (
                  select id from message where company_id = %1$d
                  union all select id from direct_message where company_id = %1$d) m"""
                    .formatted(company.id()));
    return Stream.of(ids.split(" "))
        .filter(id -> !id.isEmpty())
        .map(Long::valueOf)
        .collect(Collectors.toSet());
  }

  URI base(int node) {
    return nodes.get(node).base();
  }

  /** As a balancer without knowledge would choose, but for a node it was told to leave out. */
  URI any(Random random) {
    var without = leftOut;
    var chosen = nodes.get(random.nextInt(nodes.size()));
    return chosen == without ? other(chosen).base() : chosen.base();
  }

  /** As a balancer does that has noticed. */
  public void leaveOut(Node node) {
    leftOut = node;
  }

  /** All nodes are asked again. */
  public void leaveOutNobody() {
    leftOut = null;
  }

  /** Of two. */
  public Node other(Node node) {
    return nodes.stream().filter(one -> one != node).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    try (var all = Executors.newVirtualThreadPerTaskExecutor()) {
      nodes.forEach(node -> all.submit(node::close));
    }
    sandbox.close();
    api.close();
    probe.close();
    postgres.close();
  }
}
