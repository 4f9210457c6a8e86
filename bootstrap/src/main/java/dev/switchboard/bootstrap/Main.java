package dev.switchboard.bootstrap;

import dev.switchboard.bootstrap.database.Storage;
import dev.switchboard.bootstrap.demo.Demo;
import dev.switchboard.bootstrap.logging.LogbackByCode;
import dev.switchboard.bootstrap.logging.Logging;
import dev.switchboard.bootstrap.operator.BackupCommand;
import dev.switchboard.bootstrap.operator.PasswordSource;
import dev.switchboard.bootstrap.operator.Refusal;
import dev.switchboard.bootstrap.operator.SeedCommand;
import dev.switchboard.bootstrap.operator.UserCommand;
import dev.switchboard.bootstrap.rehearsal.Rehearsal;
import dev.switchboard.bootstrap.settings.InvalidSettings;
import dev.switchboard.bootstrap.settings.Settings;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.LoggerFactory;

/**
 * The command line. Exit status 0: done or stopped; 1: refused, with one line on standard error.
 */
public final class Main {
  private static final Path DOT_ENV = Path.of(".env");
  private static final String USAGE =
      "usage: switchboard start | demo | migrate | seed | user add|reset-password|list"
          + " | backup | restore | help";

  private final PrintStream out;
  private final PrintStream err;

  private Main(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    LogbackByCode.choose();
    var words = List.of(arguments);
    var status =
        new Main(System.out, System.err)
            .run(
                words.isEmpty() ? "help" : words.getFirst(),
                words.isEmpty() ? words : words.subList(1, words.size()));
    if (status != 0) {
      System.exit(status);
    }
  }

  private int run(String command, List<String> rest) {
    return switch (command) {
      case "start" -> withSettings(Map.of(), this::start);
      case "migrate" -> withSettings(Map.of(), this::migrate);
      case "demo" -> demo();
      case "rehearse" -> rehearse(); // for the build, not for people
      case "seed" ->
          operate(
              rest, SeedCommand.USAGE, settings -> new SeedCommand(settings, out, err).run(rest));
      case "backup" ->
          operate(
              rest,
              BackupCommand.USAGE,
              settings -> new BackupCommand(settings, out, err).backup(rest));
      case "restore" ->
          operate(
              rest,
              BackupCommand.USAGE,
              settings -> new BackupCommand(settings, out, err).restore(rest));
      case "user" -> {
        var passwords = new PasswordSource(System.in);
        yield operate(
            rest,
            UserCommand.USAGE,
            settings -> new UserCommand(settings, passwords, out, err).run(rest));
      }
      case "help" -> {
        out.println(USAGE);
        yield 0;
      }
      default -> {
        err.println("switchboard: unknown command " + command);
        err.println(USAGE);
        yield 1;
      }
    };
  }

  @FunctionalInterface
  private interface Command {
    void run(Settings settings);
  }

  private int withSettings(Map<String, String> above, Command command) {
    try {
      var settings = Settings.from(System.getenv(), DOT_ENV, above);
      Logging.configure(settings.logs());
      return guarded(settings, command);
    } catch (InvalidSettings e) {
      StartFailure.lines(e).forEach(line -> err.println("switchboard: " + line));
      return 1;
    }
  }

  /** One line for whatever the operator asked for and cannot have. */
  private int operate(List<String> words, String usage, Command command) {
    if (words.stream().anyMatch(Set.of("help", "-h", "--help")::contains)) {
      out.println(usage);
      return 0;
    }
    try {
      var settings = Settings.from(System.getenv(), DOT_ENV, Map.of());
      Logging.quiet(settings.logs());
      return guarded(settings, command);
    } catch (InvalidSettings e) {
      StartFailure.lines(e).forEach(line -> err.println("switchboard: " + line));
      return 1;
    }
  }

  private int guarded(Settings settings, Command command) {
    try {
      command.run(settings);
      return 0;
    } catch (InvalidSettings e) {
      throw e;
    } catch (Refusal e) {
      err.println("switchboard: " + e.getMessage());
      return 1;
    } catch (Rejected e) {
      err.println("switchboard: " + sentence(e.reason()));
      return 1;
    } catch (RuntimeException e) {
      var line = StartFailure.line(e, settings.server());
      if (line.isEmpty()) {
        LoggerFactory.getLogger(Main.class).error("start failed", e);
      }
      err.println("switchboard: " + line.orElse("start failed, see the log above"));
      return 1;
    }
  }

  private static String sentence(Rejection reason) {
    return reason instanceof Rejection.Invalid invalid && !invalid.errors().isEmpty()
        ? invalid.errors().getFirst().message()
        : reason.detail();
  }

  private void migrate(Settings settings) {
    Storage.open(settings.storage(), out::println).close();
    out.println("The database is at this version.");
  }

  private void start(Settings settings) {
    try (var stop = new StopOnSignal()) {
      var server = Switchboard.start(settings, out::println);
      announce(settings, server);
      stop.await(server);
    }
  }

  private int rehearse() {
    try {
      Rehearsal.play();
      return 0;
    } catch (IOException | RuntimeException e) {
      e.printStackTrace(err); // logging may not be set up yet
      return 1;
    }
  }

  private int demo() {
    try (var demo = Demo.start()) {
      return withSettings(demo.settings(), settings -> demo(demo, settings));
    }
  }

  private void demo(Demo demo, Settings settings) {
    try (var stop = new StopOnSignal()) {
      var server = Switchboard.start(settings, out::println);
      announce(settings, server);
      try (var customers = demo.populate(settings.server(), server.port())) {
        customers.start();
        Demo.explain(settings.server().url(server.port()), out::println);
        stop.await(server);
      }
    }
  }

  private void announce(Settings settings, Switchboard server) {
    var url = settings.server().url(server.port());
    out.println();
    out.println("Switchboard is running.");
    if (settings.edge().docs()) {
      out.println("  Documentation  " + url + "/docs");
      out.println("  Description    " + url + "/openapi.json");
    }
    out.println("  Health         " + url + "/health");
    out.println("  Sockets        " + url.replaceFirst("^http", "ws") + "/ws");
    out.println("Stop it with Ctrl-C.");
  }
}
