package dev.switchboard.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.switchboard.persistence.account.AccountRows;
import dev.switchboard.persistence.channel.ChannelRows;
import dev.switchboard.persistence.contact.ContactRows;
import dev.switchboard.persistence.report.ReportRows;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.cfg.Configuration;

/**
 * The database as the product holds it open: a pool for people, a smaller one for webhooks so that
 * neither can starve the other, and Hibernate over both.
 */
public final class PersistenceUnit implements AutoCloseable {
  /** Table structs; a new one is added in its package, a new package here. */
  private static final List<Class<?>> ROWS =
      Stream.of(AccountRows.ALL, ChannelRows.ALL, ContactRows.ALL, ReportRows.ALL)
          .flatMap(List::stream)
          .toList();

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

  private final HikariDataSource pool;
  private final HikariDataSource webhookPool;
  private final SessionFactory factory;

  private PersistenceUnit(Config config) {
    pool = pool(config, "api", config.poolSize());
    try {
      Migrations.run(pool);
      webhookPool = pool(config, "webhooks", config.webhookPoolSize());
      factory = hibernate(pool).buildSessionFactory();
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  /**
   * Connects and migrates.
   *
   * @throws RuntimeException the database cannot be reached or migrated
   */
  public static PersistenceUnit open(Config config) {
    return new PersistenceUnit(config);
  }

  public Database database() {
    return new Database(pool, factory, Scope.EVERYTHING);
  }

  public Database webhookDatabase() {
    return new Database(webhookPool, factory, Scope.EVERYTHING);
  }

  /** For figures about the pools. */
  public List<HikariDataSource> pools() {
    return List.of(pool, webhookPool);
  }

  private static HikariDataSource pool(Config config, String name, int size) {
    var hikari = new HikariConfig();
    hikari.setPoolName(name);
    hikari.setJdbcUrl(config.jdbcUrl());
    hikari.setUsername(config.user());
    hikari.setPassword(config.password());
    hikari.setMaximumPoolSize(size);
    hikari.setMinimumIdle(Math.min(2, size));
    hikari.setConnectionTimeout(5_000);
    hikari.setInitializationFailTimeout(5_000);
    hikari.addDataSourceProperty("reWriteBatchedInserts", "true");
    hikari.addDataSourceProperty("socketTimeout", "30");
    hikari.addDataSourceProperty("connectTimeout", "5");
    hikari.addDataSourceProperty("tcpKeepAlive", "true");
    // the server's details quote rows, and rows hold what customers write: never into a log
    hikari.addDataSourceProperty("logServerErrorDetail", "false");
    hikari.addDataSourceProperty("logServerErrorDetail", "false"); // it quotes rows: no log may
    hikari.addDataSourceProperty("ApplicationName", "switchboard-" + name);
    hikari.addDataSourceProperty(
        "options", "-c TimeZone=UTC -c statement_timeout=20s -c lock_timeout=10s");
    return new HikariDataSource(hikari);
  }

  static Configuration hibernate(DataSource pool) {
    var configuration =
        new Configuration()
            .setPhysicalNamingStrategy(new PhysicalNamingStrategySnakeCaseImpl())
            .setProperty("hibernate.connection.provider_disables_autocommit", "false")
            .setProperty("hibernate.jdbc.time_zone", "UTC")
            // the transaction is the unit of work's, on the connection: Hibernate sees none
            .setProperty("hibernate.allow_update_outside_transaction", "true")
            // whoever handles a failure logs it, if it is one: a taken name is not
            .setProperty("hibernate.jdbc.log.errors", "false");
    configuration.getProperties().put("hibernate.connection.datasource", pool);
    ROWS.forEach(configuration::addAnnotatedClass);
    return configuration;
  }

  @Override
  public void close() {
    factory.close();
    webhookPool.close();
    pool.close();
  }
}
