package dev.switchboard.persistence;

import dev.switchboard.persistence.account.AccountRows;
import dev.switchboard.persistence.channel.ChannelRows;
import dev.switchboard.persistence.contact.ContactRows;
import dev.switchboard.persistence.report.ReportRows;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.hibernate.SessionFactory;
import org.hibernate.boot.model.naming.PhysicalNamingStrategySnakeCaseImpl;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.bytecode.internal.none.BytecodeProviderImpl;
import org.hibernate.bytecode.spi.BytecodeProvider;
import org.hibernate.cfg.Configuration;
import org.hibernate.dialect.PostgreSQLDialect;
import org.hibernate.engine.jdbc.connections.internal.UserSuppliedConnectionProviderImpl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables as Hibernate sees them. Made once, on a thread of its own and without a connection,
 * when somebody needs it first or says that it is time. Thread-safe.
 */
final class Mapping implements AutoCloseable {
  /** Table structs; a new one is added in its package, a new package here. */
  private static final List<Class<?>> ROWS =
      Stream.of(AccountRows.ALL, ChannelRows.ALL, ContactRows.ALL, ReportRows.ALL)
          .flatMap(List::stream)
          .toList();

  private static final Logger LOG = LoggerFactory.getLogger(Mapping.class);

  private final CompletableFuture<SessionFactory> factory = new CompletableFuture<>();
  private final AtomicBoolean begun = new AtomicBoolean();

  /** Returns at once. */
  void begin() {
    if (begun.compareAndSet(false, true)) {
      try {
        Thread.ofPlatform().name("mapping").daemon().start(this::make);
      } catch (Error e) {
        factory.completeExceptionally(e); // nobody waits for a thread that could not be had
        throw e;
      }
    }
  }

  private void make() {
    try {
      factory.complete(build());
    } catch (Throwable e) { // whoever waits is told, whatever it is
      LOG.error("Hibernate does not take the tables as they are declared", e);
      factory.completeExceptionally(e);
    }
  }

  private static SessionFactory build() {
    var configuration = configuration();
    // rows are plain structs, read whole: classes made at each start to stand for them would be
    // half of its work, and nobody would meet one; the provider has no other name than its class
    var services =
        new StandardServiceRegistryBuilder()
            .applySettings(configuration.getProperties())
            .addService(BytecodeProvider.class, new BytecodeProviderImpl())
            .build();
    return configuration.buildSessionFactory(services);
  }

  /** Waits until it is there. */
  SessionFactory factory() {
    begin();
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
    if (!begun.get()) {
      return;
    }
    factory.thenAccept(SessionFactory::close).exceptionally(_ -> null).join();
  }
}
