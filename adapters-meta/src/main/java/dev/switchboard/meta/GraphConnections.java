package dev.switchboard.meta;

import java.net.http.HttpClient;
import java.time.Duration;

/**
 * Connections to the platform, by HTTP/1.1 and without following redirects. Made when the first
 * call needs one: reading the trusted certificates is a tenth of a start. Thread-safe.
 */
public final class GraphConnections implements AutoCloseable {
  private final Duration connectTimeout;
  private HttpClient client;
  private boolean closed;

  public GraphConnections(Duration connectTimeout) {
    this.connectTimeout = connectTimeout;
  }

  /**
   * @throws IllegalStateException closed
   */
  public synchronized HttpClient client() {
    if (closed) {
      throw new IllegalStateException("closed");
    }
    if (client == null) {
      client =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .connectTimeout(connectTimeout)
              .followRedirects(HttpClient.Redirect.NEVER)
              .build();
    }
    return client;
  }

  /** Cuts off what is under way. */
  @Override
  public synchronized void close() {
    closed = true;
    if (client != null) {
      client.shutdownNow();
    }
  }
}
