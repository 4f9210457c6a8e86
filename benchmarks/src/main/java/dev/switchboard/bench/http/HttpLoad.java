package dev.switchboard.bench.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;

/**
 * Sends a load over kept-alive connections, one request at a time on each, from one thread that
 * shares the machine with what it measures: hence no client library, whose threads and objects cost
 * more than the server's.
 */
public final class HttpLoad {
  private static final long GRACE = Duration.ofSeconds(30).toNanos();

  private final InetSocketAddress server;
  private final int connections;
  private final Arrivals arrivals;
  private final LongFunction<byte[]> requests;

  private final ByteBuffer input = ByteBuffer.allocateDirect(256 * 1024);
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final Map<Integer, Long> statuses = new HashMap<>();
  private final Histogram latency = new Histogram(Duration.ofMinutes(2).toNanos(), 3);
  private long started;
  private long sent;
  private long open;
  private long unanswered;
  private long last;

  /**
   * @param requests the bytes of the n-th
   */
  public HttpLoad(
      InetSocketAddress server, int connections, Arrivals arrivals, LongFunction<byte[]> requests) {
    this.server = server;
    this.connections = connections;
    this.arrivals = arrivals;
    this.requests = requests;
  }

  private static final class Connection {
    final SocketChannel channel;
    final Responses responses = new Responses();
    ByteBuffer output = ByteBuffer.allocate(0);
    long since;

    Connection(SocketChannel channel) {
      this.channel = channel;
    }
  }

  /** Sends for that long, then waits for what is under way. */
  public Outcome run(Duration time) {
    return run(time, Long.MAX_VALUE);
  }

  /** Sends for that long or that many. */
  public Outcome run(Duration time, long most) {
    try (var selector = Selector.open()) {
      for (var i = 0; i < connections; i++) {
        connect(selector);
      }
      started = System.nanoTime();
      last = started;
      loop(selector, time.toNanos(), most);
      for (var key : selector.keys()) {
        key.channel().close();
      }
      return new Outcome(Map.copyOf(statuses), latency, unanswered + open, started, last - started);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void connect(Selector selector) throws IOException {
    var channel = SocketChannel.open(server);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    channel.configureBlocking(false);
    var connection = new Connection(channel);
    channel.register(selector, SelectionKey.OP_READ, connection);
    idle.add(connection);
  }

  private void loop(Selector selector, long time, long most) throws IOException {
    while (true) {
      var elapsed = System.nanoTime() - started;
      var sending = elapsed < time && sent < most;
      if (sending) {
        elapsed = sendDue(selector, elapsed, most);
      }
      if (!sending && (open == 0 || elapsed > time + GRACE)) {
        return;
      }
      select(selector, sending ? arrivals.due(sent) - elapsed : GRACE / 100);
    }
  }

  private long sendDue(Selector selector, long elapsed, long most) throws IOException {
    var now = elapsed;
    while (!idle.isEmpty() && sent < most && arrivals.due(sent) <= now) {
      var connection = idle.poll();
      connection.since = Math.max(arrivals.due(sent), isClosed() ? now : 0) + started;
      connection.output = ByteBuffer.wrap(requests.apply(sent));
      sent++;
      open++;
      flush(selector, connection);
      now = System.nanoTime() - started;
    }
    return now;
  }

  private boolean isClosed() {
    return arrivals.due(1) == 0;
  }

  private static void flush(Selector selector, Connection connection) throws IOException {
    connection.channel.write(connection.output);
    connection
        .channel
        .keyFor(selector)
        .interestOps(
            connection.output.hasRemaining()
                ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
                : SelectionKey.OP_READ);
  }

  private void select(Selector selector, long nanos) throws IOException {
    if (idle.isEmpty()) {
      selector.select(1_000);
    } else if (nanos >= 2_000_000) {
      selector.select(nanos / 1_000_000 - 1);
    } else {
      selector.selectNow(); // its own timer knows milliseconds only
      LockSupport.parkNanos(Math.min(nanos, 100_000));
    }
    var ready = selector.selectedKeys().iterator();
    while (ready.hasNext()) {
      var key = ready.next();
      ready.remove();
      var connection = (Connection) key.attachment();
      if (key.isWritable()) {
        flush(selector, connection);
      }
      if (key.isReadable()) {
        read(selector, connection, key);
      }
    }
  }

  private void read(Selector selector, Connection connection, SelectionKey key) throws IOException {
    input.clear();
    if (!more(connection)) {
      lost(selector, connection, key);
      return;
    }
    input.flip();
    while (input.hasRemaining()) {
      var status = connection.responses.next(input);
      if (status != 0) {
        last = System.nanoTime();
        statuses.merge(status, 1L, Long::sum);
        latency.recordValue(Math.min(last - connection.since, latency.getHighestTrackableValue()));
        open--;
        idle.add(connection);
      }
    }
  }

  private boolean more(Connection connection) {
    try {
      return connection.channel.read(input) >= 0;
    } catch (IOException _) {
      return false; // reset by the server
    }
  }

  /** The server hung up: what was under way stays unanswered, and another connection goes on. */
  private void lost(Selector selector, Connection connection, SelectionKey key) throws IOException {
    key.cancel();
    connection.channel.close();
    if (!idle.remove(connection)) {
      unanswered++;
      open--;
    }
    connect(selector);
  }
}
