package dev.switchboard.bench.size;

import dev.switchboard.bench.load.Administrator;
import dev.switchboard.bench.load.Scene;
import dev.switchboard.bench.machine.Product;
import dev.switchboard.bench.machine.Server;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** A database of one size, and the product that runs on it. */
final class Place implements AutoCloseable {
  private static final String AGENT = "measured";
  private static final String PASSWORD = "bench-agent-words";

  private final Volume volume;
  private final Product product;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Place(Volume volume, Product product) {
    this.volume = volume;
    this.product = product;
  }

  /**
   * Takes minutes where the volume is large.
   *
   * @param home of the product's script
   */
  static Place fill(Volume volume, Server server, Path home, Path folder) {
    server.run("create database " + volume.name());
    var settings = settings(volume, server);
    try (var product = Product.start(home, folder.resolve(volume.name()), settings);
        var administrator = new Administrator(product.base())) {
      var agent =
          administrator.post(
              "/api/admin/users",
              Map.of(
                  "username",
                  AGENT,
                  "email",
                  AGENT + "@bench.example",
                  "password",
                  PASSWORD,
                  "role",
                  "agent"));
      var company = administrator.get("/auth/me").path("company_id").asLong();
      var start = System.nanoTime();
      try (var owner =
          DriverManager.getConnection(
              jdbc(volume, server), server.address().user(), server.address().password())) {
        Fill.run(owner, volume, company, agent.path("id").asLong());
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
      System.out.printf(
          "%s: %,d conversations of %d companies, filled in %d s%n",
          volume.name(),
          volume.allChats(),
          volume.companies() + 1,
          (System.nanoTime() - start) / 1_000_000_000);
    }
    // again, so that it knows what is there now
    return new Place(volume, Product.start(home, folder.resolve(volume.name()), settings));
  }

  private static Map<String, String> settings(Volume volume, Server server) {
    var settings = new HashMap<>(Scene.settings(server));
    var address = server.address();
    settings.put(
        "DATABASE_URL",
        new Server.Address(
                address.host(), address.port(), volume.name(), address.user(), address.password())
            .url());
    return settings;
  }

  private static String jdbc(Volume volume, Server server) {
    return "jdbc:postgresql://%s:%d/%s"
        .formatted(server.address().host(), server.address().port(), volume.name());
  }

  Volume volume() {
    return volume;
  }

  Product product() {
    return product;
  }

  Caller administrator() {
    try (var administrator = new Administrator(product.base())) {
      return new Caller(client, product.base(), administrator.token());
    }
  }

  Caller agent() {
    try (var administrator = new Administrator(product.base())) {
      return new Caller(client, product.base(), administrator.logIn(AGENT, PASSWORD));
    }
  }

  @Override
  public void close() {
    client.shutdownNow(); // a socket that is still open would be waited for
    product.close();
  }
}
