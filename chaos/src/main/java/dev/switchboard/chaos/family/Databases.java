package dev.switchboard.chaos.family;

import dev.switchboard.chaos.machine.Signal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL killed, away, without connections, read-only, locked. */
final class Databases implements Family {
  private static final Duration BACK_WITHIN = Duration.ofSeconds(15);
  private static final String HOT = "conversation";

  /** More than a server has by default. */
  private static final int MOST = 500;

  @Override
  public String name() {
    return "postgres";
  }

  @Override
  public String about() {
    return "PostgreSQL killed, away for 30 s, backends ended, read-only, full, a hot table locked";
  }

  @Override
  public void run(Drill drill) throws InterruptedException {
    for (var i = 0; i < 3; i++) {
      drill.calm(1_000, 3_000);
      crash(drill, drill.random().nextBoolean() ? Signal.KILL : Signal.QUIT, Duration.ZERO);
      drill.calm(1_000, 3_000);
      terminateBackends(drill);
    }
    drill.calm(1_000, 3_000);
    crash(drill, Signal.QUIT, Duration.ofSeconds(30));
    drill.calm(1_000, 3_000);
    readOnly(drill, Duration.ofSeconds(10));
    drill.calm(1_000, 3_000);
    exhausted(drill, Duration.ofSeconds(10));
    drill.calm(1_000, 3_000);
    locked(drill, Duration.ofSeconds(30));
    drill.calm(1_000, 2_000);
  }

  static void crash(Drill drill, Signal signal, Duration away) throws InterruptedException {
    var postgres = drill.stage().postgres();
    if (!postgres.ours()) {
      drill.did("left out: this PostgreSQL is not ours to kill");
      return;
    }
    postgres.crash(signal);
    Thread.sleep(away);
    postgres.start();
    var after = drill.recovered(BACK_WITHIN);
    drill.did(
        "PostgreSQL ended by SIG%s, away %d s, work goes on %s after its start"
            .formatted(signal, away.toSeconds(), Drill.seconds(after)));
  }

  static void terminateBackends(Drill drill) throws InterruptedException {
    var ended =
        drill
            .stage()
            .postgres()
            .server()
            .number(
                """
                select count(pg_terminate_backend(pid)) from pg_stat_activity
                where pid <> pg_backend_pid() and backend_type = 'client backend'""");
    drill.did(
        "%d backends terminated, work goes on after %s"
            .formatted(ended, Drill.seconds(drill.recovered(BACK_WITHIN))));
  }

  private static void readOnly(Drill drill, Duration time) throws InterruptedException {
    var server = drill.stage().postgres().server();
    server.run("alter system set default_transaction_read_only = on");
    server.run("select pg_reload_conf()");
    Thread.sleep(time);
    // a session of our own is read-only as well, and this statement is no transaction's business
    server.run("alter system reset default_transaction_read_only");
    server.run("select pg_reload_conf()");
    drill.did(
        "read-only for %d s, work goes on after %s"
            .formatted(time.toSeconds(), Drill.seconds(drill.recovered(BACK_WITHIN))));
  }

  /** Takes every connection there is, and whatever comes free when the product's are ended. */
  private static void exhausted(Drill drill, Duration time) throws InterruptedException {
    var taken = new ArrayList<Connection>();
    try {
      take(drill, taken);
      endOthers(taken.getFirst());
      take(drill, taken);
      Thread.sleep(time);
    } finally {
      close(taken);
    }
    drill.did(
        "%d connections taken away for %d s, work goes on after %s"
            .formatted(
                taken.size(), time.toSeconds(), Drill.seconds(drill.recovered(BACK_WITHIN))));
  }

  /**
   * @param by one that is open: there is no other to be had
   */
  private static void endOthers(Connection by) {
    try (var statement = by.createStatement()) {
      statement.execute(
          """
          select pg_terminate_backend(pid) from pg_stat_activity
          where backend_type = 'client backend' and application_name <> 'chaos'""");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void take(Drill drill, List<Connection> taken) {
    try {
      while (taken.size() < MOST) {
        var connection = drill.stage().postgres().server().connect();
        connection.setClientInfo("ApplicationName", "chaos");
        taken.add(connection);
      }
    } catch (SQLException _) {
      // that was the last one
    }
  }

  private static void close(List<Connection> taken) {
    for (var connection : taken) {
      try {
        connection.close();
      } catch (SQLException _) {
        // ended by itself
      }
    }
  }

  private static void locked(Drill drill, Duration time) throws InterruptedException {
    try (var connection = drill.stage().postgres().server().connect();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("lock table " + HOT + " in access exclusive mode");
      Thread.sleep(time);
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    drill.did(
        "table %s locked for %d s, work goes on after %s"
            .formatted(HOT, time.toSeconds(), Drill.seconds(drill.recovered(BACK_WITHIN))));
  }
}
