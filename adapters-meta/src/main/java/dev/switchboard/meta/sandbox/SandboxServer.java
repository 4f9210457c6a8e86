package dev.switchboard.meta.sandbox;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP/1.1 over plain sockets, because the faults worth rehearsing (a reset, half an answer,
 * silence) are below what a server library lets one do. One virtual thread a connection.
 */
final class SandboxServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SandboxServer.class);

  private final ServerSocket socket = new ServerSocket();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Function<SandboxRequest, SandboxReply> handler;

  SandboxServer(String host, int port, Function<SandboxRequest, SandboxReply> handler)
      throws IOException {
    this.handler = handler;
    socket.bind(new InetSocketAddress(InetAddress.getByName(host), port), 1024);
  }

  void start() {
    Thread.ofVirtual().name("sandbox-accept").start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        var connection = socket.accept();
        open.add(connection);
        Thread.ofVirtual().name("sandbox-connection").start(() -> serve(connection));
      } catch (IOException e) {
        if (!socket.isClosed()) {
          LOG.warn("sandbox cannot accept a connection", e);
        }
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      var in = new BufferedInputStream(connection.getInputStream());
      var more = true;
      while (more) {
        var request = HttpReader.read(in);
        more = request.isPresent() && answer(connection, in, handler.apply(request.get()));
      }
    } catch (IOException e) {
      LOG.debug("sandbox connection ended: {}", e.getMessage());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(connection);
    }
  }

  /** Whether the connection can take another request. */
  private static boolean answer(Socket connection, InputStream in, SandboxReply reply)
      throws IOException, InterruptedException {
    Thread.sleep(reply.behaviour().delay());
    var line = reply.behaviour().line();
    switch (line) {
      case ANSWERS -> write(connection.getOutputStream(), reply, reply.body().length);
      case CUTS -> write(connection.getOutputStream(), reply, reply.body().length / 2);
      case RESETS -> connection.setSoLinger(true, 0);
      case CLOSES, HANGS -> {}
    }
    reply.afterwards().run();
    if (line == Behaviour.Line.HANGS) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return line == Behaviour.Line.ANSWERS;
  }

  private static void write(OutputStream out, SandboxReply reply, int length) throws IOException {
    var head = new StringBuilder("HTTP/1.1 ").append(reply.status()).append(" Answer\r\n");
    head.append("Content-Type: ").append(reply.contentType()).append("\r\n");
    head.append("Content-Length: ").append(reply.body().length).append("\r\n");
    reply
        .behaviour()
        .headers()
        .forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    out.write(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    out.write(reply.body(), 0, length);
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (var connection : open) {
      connection.close();
    }
  }
}
