package dev.switchboard.persistence;

import dev.switchboard.persistence.account.AccountRows;
import dev.switchboard.persistence.channel.ChannelRows;
import dev.switchboard.persistence.contact.ContactRows;
import dev.switchboard.persistence.report.ReportRows;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.cfg.Configuration;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.jdbc.connections.internal.UserSuppliedConnectionProviderImpl;

/**
 * The tables as Hibernate sees them. Made on a thread of its own and without a connection: it takes
 * as long as everything else of a start together, so it begins before the database is there.
 */
public final class Mapping implements AutoCloseable {
  /** Table structs; a new one is added in its package, a new package here. */
  private static final List<Class<?>> ROWS =
      Stream.of(AccountRows.ALL, ChannelRows.ALL, ContactRows.ALL, ReportRows.ALL)
          .flatMap(List::stream)
          .toList();

  private final CompletableFuture<SessionFactory> factory;

  private Mapping(CompletableFuture<SessionFactory> factory) {
    this.factory = factory;
  }

  /** Returns at once. */
  public static Mapping begin() {
    return new Mapping(
        CompletableFuture.supplyAsync(
            () -> configuration().buildSessionFactory(),
            work -> Thread.ofPlatform().name("mapping").daemon().start(work)));
  }

  /** Waits for what {@link #begin} began. */
  SessionFactory factory() {
    try {
      return factory.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  static Configuration configuration() {
    var configuration =
        new Configuration()
            .setPhysicalNamingStrategy(new PhysicalNamingStrategySnakeCaseImpl())
            // every session gets its connection from us; nothing here may ask for one
            .setProperty("hibernate.boot.allow_jdbc_metadata_access", "false")
            .setProperty(
                "hibernate.connection.provider_class",
                UserSuppliedConnectionProviderImpl.class.getName())
            .setProperty("hibernate.dialect", PostgreSQLDialect.class.getName())
            .setProperty("jakarta.persistence.database-major-version", "15") // the oldest we take
            .setProperty("hibernate.connection.provider_disables_autocommit", "false")
            .setProperty("hibernate.jdbc.time_zone", "UTC")
            // the transaction is the unit of work's, on the connection: Hibernate sees none
            .setProperty("hibernate.allow_update_outside_transaction", "true")
            // whoever handles a failure logs it, if it is one: a taken name is not
            .setProperty("hibernate.jdbc.log.errors", "false");
    ROWS.forEach(configuration::addAnnotatedClass);
    return configuration;
  }

  @Override
  public void close() {
    factory.thenAccept(SessionFactory::close).exceptionally(_ -> null).join();
  }
}
