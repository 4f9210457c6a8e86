package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Json;
import dev.switchboard.application.RetryingTransactions;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.outbound.LaneSignals;
import dev.switchboard.application.stream.Cluster;
import dev.switchboard.application.throttle.CompanyQuotas;
import dev.switchboard.bootstrap.settings.Secrets;
import dev.switchboard.bootstrap.settings.Settings;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.PersistenceUnit;
import dev.switchboard.persistence.SequenceIds;
import dev.switchboard.web.ApiJson;
import dev.switchboard.web.admission.Admission;
import dev.switchboard.web.admission.Doorkeeper;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/**
 * What every feature needs.
 *
 * @param database sees one company at a time, and so do {@code transactions}: for people, and for
 *     work on one company
 * @param systemDatabase sees all companies, and so do {@code systemTransactions}: for webhooks and
 *     for work that begins with no company; a pool of their own, so that neither starves the other
 * @param cluster what hubs of several nodes tell each other
 * @param quotas what each company has used
 * @param doorkeeper lets requests in, or not
 * @param ownerDatabase owns the tables
 * @param others threads of the platform, for work that many virtual ones wait for, or nobody: they
 *     are not in line behind them
 */
public record Core(
    Settings settings,
    Secrets secrets,
    Database database,
    Database systemDatabase,
    Database ownerDatabase,
    Transactions transactions,
    Transactions systemTransactions,
    Ids ids,
    Json json,
    Clock clock,
    SecureRandom random,
    Cluster cluster,
    LaneSignals lanes,
    CompanyQuotas quotas,
    Doorkeeper doorkeeper,
    Executor others) {
  private static final int ATTEMPTS = 3;

  public static Core of(Settings settings, Secrets secrets, PersistenceUnit unit, Nodes nodes) {
    var database = unit.database();
    var systemDatabase = unit.systemDatabase();
    // PostgreSQL keeps microseconds: a finer clock would change a value when it is read back
    var clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    return new Core(
        settings,
        secrets,
        database,
        systemDatabase,
        unit.ownerDatabase(),
        new RetryingTransactions(database, ATTEMPTS),
        new RetryingTransactions(systemDatabase, ATTEMPTS),
        new SequenceIds(database),
        new ApiJson(),
        clock,
        new SecureRandom(),
        nodes.cluster(),
        new LaneSignals(),
        new CompanyQuotas(nodes.allowances(), settings.companies().quotas(), clock),
        new Doorkeeper(
            Admission.Limits.of(settings.storage().poolSize(), Runtime.getRuntime().maxMemory())),
        Executors.newCachedThreadPool(Thread.ofPlatform().name("others-", 1).daemon().factory()));
  }

  @Override
  public String toString() {
    return "core";
  }
}
