package dev.switchboard.bench.profile;

import dev.switchboard.bench.machine.Product;
import dev.switchboard.bench.machine.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where the time of a load goes, in the product (a flight recording), in the database's statements
 * and in what its processes wait for. A run of its own, for watching costs something.
 */
public final class Profile {
  private final Product product;
  private final Server server;
  private final Path results;
  private final String at;

  /**
   * @param at begins the names of the files
   */
  public Profile(Product product, Server server, Path results, String at) {
    this.product = product;
    this.server = server;
    this.results = results;
    this.at = at;
  }

  /** Prints it and keeps it: the recording as it is, the rest as text. */
  public void of(String load, Runnable run) {
    var lines = new ArrayList<String>();
    var name = at + "-" + load.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    var statements = server.countsStatements() ? new Statements(server) : null;
    try (var waits = new Waits(server)) {
      Files.createDirectories(results);
      var recording =
          Recording.start(product.pid(), results.resolve(name + ".jfr").toAbsolutePath());
      if (statements != null) {
        statements.reset();
      }
      run.run();
      lines.add(load + ": what the database's processes were at");
      lines.addAll(waits.top());
      lines.add(load + ": statements");
      lines.addAll(
          statements == null
              ? List.of("  the server does not have pg_stat_statements in shared_preload_libraries")
              : statements.top());
      lines.add(load + ": the product");
      lines.addAll(recording.stop());
      Files.write(results.resolve(name + ".txt"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    lines.forEach(System.out::println);
    System.out.println("kept in " + results.resolve(name) + ".jfr and .txt");
  }
}
