package dev.switchboard.persistence;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * The database as the product holds it open: a pool for people, which sees one company at a time; a
 * smaller one for webhooks and other work over all companies, so that neither can starve the other;
 * one for the schema, which is empty most of the time; and Hibernate over all of them.
 */
public final class PersistenceUnit implements AutoCloseable {
  private static final int OWNER_CONNECTIONS = 2;
  private static final Duration OWNER_IDLE = Duration.ofSeconds(10); // the pool's shortest
  // what the policies let an owner see everything by, where the roles cannot be had
  private static final String EVERYBODY = "app.tenant=*";
  private static final String NOBODY = "app.tenant=";
  // every query has its index, and a plan made while a table was small must not outlive that
  private static final String BY_INDEX =
      " -c enable_seqscan=off"
          // none depends on a value: to plan a page of the inbox anew takes longer than to read it
          + " -c plan_cache_mode=force_generic_plan";
  private static final String APP = "role=" + TenantRoles.APP;
  private static final String SYSTEM = "role=" + TenantRoles.SYSTEM;

  /**
   * Where the database is and how many connections may be used.
   *
   * @param jdbcUrl without credentials
   */
  public record Config(
      String jdbcUrl, String user, String password, int poolSize, int webhookPoolSize) {
    @Override
    public String toString() {
      return jdbcUrl;
    }
  }

  private final List<HikariDataSource> opened = new ArrayList<>();
  private final HikariDataSource ownerPool;
  private final HikariDataSource pool;
  private final HikariDataSource systemPool;
  private final Mapping mapping = new Mapping();
  private final TenantSettings tenants = new TenantSettings();

  private PersistenceUnit(Config config) {
    try {
      ownerPool = opened(ownerPool(config));
      var roles = TenantRoles.prepare(ownerPool);
      Migrations.run(ownerPool);
      if (roles) {
        TenantRoles.guard(ownerPool);
      }
      pool = opened(pool(config, "api", config.poolSize(), roles ? APP : NOBODY));
      systemPool =
          opened(pool(config, "webhooks", config.webhookPoolSize(), roles ? SYSTEM : EVERYBODY));
    } catch (RuntimeException e) {
      closePools();
      throw e;
    }
  }

  private HikariDataSource opened(HikariDataSource another) {
    opened.add(another);
    return another;
  }

  /**
   * Connects and migrates.
   *
   * @throws RuntimeException the database cannot be reached or migrated
   */
  public static PersistenceUnit open(Config config) {
    return new PersistenceUnit(config);
  }

  /**
   * Has Hibernate made ready, which whoever needs it first waits for otherwise: half a second of a
   * processor. Returns at once.
   */
  public void warm() {
    mapping.begin();
  }

  /** Sees the rows of the company a call names. */
  public Database database() {
    return Database.ofOneTenant(pool, mapping, tenants, systemDatabase());
  }

  /** Sees all rows: for webhooks, claims, and whatever else knows no company yet. */
  public Database systemDatabase() {
    return Database.ofEverything(systemPool, mapping);
  }

  /** Owns the tables: for partitions and statistics, and nothing that people ask for. */
  public Database ownerDatabase() {
    return Database.ofEverything(ownerPool, mapping);
  }

  DataSource ownerPool() {
    return ownerPool;
  }

  /** For figures about the pools. */
  public List<HikariDataSource> pools() {
    return List.of(pool, systemPool);
  }

  private static HikariDataSource pool(Config config, String name, int size, String session) {
    var hikari = config(config, name, size, session + BY_INDEX);
    hikari.setMinimumIdle(Math.min(2, size));
    return connected(hikari);
  }

  private static HikariDataSource ownerPool(Config config) {
    var hikari = config(config, "owner", OWNER_CONNECTIONS, EVERYBODY);
    hikari.setMinimumIdle(0);
    hikari.setIdleTimeout(OWNER_IDLE.toMillis());
    return connected(hikari);
  }

  private static HikariDataSource connected(HikariDataSource hikari) {
    try (var _ = hikari.getConnection()) {
      return hikari;
    } catch (SQLException e) {
      hikari.close();
      throw new IllegalStateException("no connection to the database", e);
    }
  }

  /**
   * @param session a setting of every connection; given at the start of it, so that no reset ends
   *     it
   * @return not connected yet; made of a {@code HikariConfig} it would be copied by reflection,
   *     which takes a start as long as to connect
   */
  private static HikariDataSource config(Config config, String name, int size, String session) {
    var hikari = new HikariDataSource();
    hikari.setPoolName(name);
    hikari.setJdbcUrl(config.jdbcUrl());
    hikari.setUsername(config.user());
    hikari.setPassword(config.password());
    hikari.setMaximumPoolSize(size);
    hikari.setConnectionTimeout(5_000);
    hikari.setInitializationFailTimeout(5_000);
    hikari.setExceptionOverride(new UnfitSessions(System::nanoTime));
    hikari.addDataSourceProperty("reWriteBatchedInserts", "true");
    hikari.addDataSourceProperty("socketTimeout", "30");
    hikari.addDataSourceProperty("connectTimeout", "5");
    hikari.addDataSourceProperty("tcpKeepAlive", "true");
    // the server's details quote rows, and rows hold what customers write: never into a log
    hikari.addDataSourceProperty("logServerErrorDetail", "false");
    hikari.addDataSourceProperty("ApplicationName", "switchboard-" + name);
    hikari.addDataSourceProperty(
        "options",
        "-c TimeZone=UTC -c statement_timeout=20s -c lock_timeout=10s"
            // a node that freezes must not hold its locks for longer than its leases
            + " -c idle_in_transaction_session_timeout=20s"
            // the price of a scan that is switched off counts, and a machine's code for ten rows
            // takes longer than all of them
            + " -c jit=off -c "
            + session);
    return hikari;
  }

  @Override
  public void close() {
    mapping.close();
    closePools();
  }

  private void closePools() {
    opened.reversed().forEach(HikariDataSource::close);
  }
}
