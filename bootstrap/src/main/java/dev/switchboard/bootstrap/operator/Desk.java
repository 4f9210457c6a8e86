package dev.switchboard.bootstrap.operator;

import dev.switchboard.bootstrap.database.Storage;
import dev.switchboard.bootstrap.settings.Secrets;
import dev.switchboard.bootstrap.settings.Settings;
import dev.switchboard.bootstrap.wiring.Core;
import dev.switchboard.bootstrap.wiring.Features;
import dev.switchboard.bootstrap.wiring.Nodes;
import java.util.function.Consumer;

/**
 * The product put together and not started: its use cases on its database, whether a server runs
 * beside or not.
 */
final class Desk implements AutoCloseable {
  private static final int CONNECTIONS = 2;

  private final Storage storage;
  private final Features features;

  private Desk(Storage storage, Features features) {
    this.storage = storage;
    this.features = features;
  }

  /**
   * @param notice tells the operator what takes time, and what is said only once
   */
  static Desk open(Settings settings, Consumer<String> notice) {
    var secrets = Secrets.of(settings);
    var storage = Storage.beside(few(settings.storage()), notice);
    try {
      var features = new Features(Core.of(settings, secrets, storage.unit(), Nodes.alone()));
      features.prepare(notice);
      return new Desk(storage, features);
    } catch (RuntimeException e) {
      storage.close();
      throw e;
    }
  }

  /** A server beside has its own. */
  private static Settings.Storage few(Settings.Storage settings) {
    return new Settings.Storage(
        settings.dataDirectory(), settings.database(), CONNECTIONS, CONNECTIONS);
  }

  Features features() {
    return features;
  }

  @Override
  public void close() {
    try {
      features.close();
    } finally {
      storage.close();
    }
  }
}
