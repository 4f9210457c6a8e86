package dev.switchboard.bootstrap;

import dev.switchboard.bootstrap.settings.ServerSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Looks for the port before anything is made that a refused start would have to take down. */
final class FreePort {
  private FreePort() {}

  /**
   * @throws UncheckedIOException it cannot be listened on
   */
  static void require(ServerSettings server) {
    try {
      new ServerSocket(server.port(), 1, InetAddress.getByName(server.host())).close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
