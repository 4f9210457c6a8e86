package dev.switchboard.web.realtime;

import dev.switchboard.application.stream.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;

/** Jetty's end of a connection. Its writes do not block, so a slow client holds no thread. */
final class JettySocket implements Socket {
  /** For a client that does not even take the goodbye. */
  private static final Executor LATER = CompletableFuture.delayedExecutor(10, TimeUnit.SECONDS);

  private final Session session;
  private final Connection connection;

  JettySocket(Session session) {
    this.session = session;
    // neither Javalin nor the session tells of pongs
    var core = (WebSocketCoreSession) ((WebSocketSession) session).getCoreSession();
    this.connection = core.getConnection();
  }

  @Override
  public void send(String frame, Runnable sent) {
    session.sendText(frame, Callback.from(sent, _ -> session.disconnect()));
  }

  @Override
  public void ping() {
    session.sendPing(ByteBuffer.allocate(0), Callback.NOOP);
  }

  @Override
  public long received() {
    return connection.getBytesIn();
  }

  @Override
  public void close(int code, String reason) {
    session.close(code, reason, Callback.NOOP);
    LATER.execute(session::disconnect);
  }
}
