package dev.switchboard.chaos.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An address that stays while what is behind it comes back elsewhere. Adds no fault of its own:
 * what breaks behind it breaks before it.
 */
public final class Proxy implements AutoCloseable {
  private final ServerSocket socket;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile int target;

  public Proxy(int target) {
    this.target = target;
    try {
      socket = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().name("proxy").start(this::accept);
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** New connections go there; those that are open stay where they are. */
  public void target(int port) {
    target = port;
  }

  /** Ends every connection. */
  public void cut() {
    open.forEach(Proxy::close);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        var near = socket.accept();
        Thread.ofVirtual().start(() -> join(near));
      } catch (IOException _) {
        // closed, or one connection that failed: the next one may not
      }
    }
  }

  private void join(Socket near) {
    open.add(near);
    try (var far = new Socket(InetAddress.getLoopbackAddress(), target)) {
      near.setTcpNoDelay(true);
      far.setTcpNoDelay(true);
      open.add(far);
      var back = Thread.ofVirtual().start(() -> copy(far, near));
      copy(near, far);
      back.join();
      open.remove(far);
    } catch (IOException _) {
      // nobody behind: the caller sees its connection end
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      close(near);
      open.remove(near);
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // one end went away; so does the other
    }
    close(from);
    close(to);
  }

  private static void close(Socket one) {
    try {
      one.close();
    } catch (IOException _) {
      // gone is what it should be
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
