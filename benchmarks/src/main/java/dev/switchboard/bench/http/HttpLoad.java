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
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;

/**
 * Sends a load over kept-alive connections, one request at a time on each, from one thread that
 * shares the machine with what it measures: hence no client library, whose threads and objects cost
 * more than the server's. Good for one run.
 */
public final class HttpLoad {
  private static final long GRACE = Duration.ofSeconds(30).toNanos();
  private static final long LONGEST = Duration.ofMinutes(10).toNanos();

  private final InetSocketAddress server;
  private final int connections;
  private final Arrivals arrivals;
  private final LongFunction<byte[]> requests;

  private final ByteBuffer input = ByteBuffer.allocateDirect(256 * 1024);
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final Set<Connection> busy = new HashSet<>();
  private final long[] statuses = new long[600];
  private final Histogram latency = new Histogram(LONGEST, 3);
  private long started;
  private long sent;
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

  /**
   * Sends for that long, in an open loop all that is due within it, then waits for what is under
   * way. What was due and could not be sent or was not answered half a minute later counts as
   * unanswered, with the time that it has waited.
   */
  public Outcome run(Duration time) {
    try (var selector = Selector.open()) {
      for (var i = 0; i < connections; i++) {
        connect(selector);
      }
      started = System.nanoTime();
      last = started;
      loop(selector, time.toNanos(), arrivals.within(time));
      giveUp(arrivals.open() ? arrivals.within(time) : sent);
      for (var key : selector.keys()) {
        key.channel().close();
      }
      return new Outcome(counted(), latency, unanswered, 0, started, last - started);
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
      // an overloaded server must not be spared what came late
      var sending = sent < most && elapsed < (arrivals.open() ? time + GRACE : time);
      if (sending) {
        elapsed = sendDue(selector, elapsed, most);
      }
      if (!sending && (busy.isEmpty() || elapsed > time + GRACE)) {
        return;
      }
      select(selector, sending ? arrivals.due(sent) - elapsed : GRACE / 100);
    }
  }

  private long sendDue(Selector selector, long elapsed, long most) throws IOException {
    var now = elapsed;
    while (!idle.isEmpty() && sent < most && arrivals.due(sent) <= now) {
      var connection = idle.poll();
      var due = arrivals.due(sent);
      connection.output = ByteBuffer.wrap(requests.apply(sent));
      connection.since = arrivals.open() ? started + due : System.nanoTime();
      sent++;
      busy.add(connection);
      flush(selector, connection);
      now = System.nanoTime() - started;
    }
    return now;
  }

  private void flush(Selector selector, Connection connection) throws IOException {
    var key = connection.channel.keyFor(selector);
    try {
      connection.channel.write(connection.output);
      key.interestOps(
          connection.output.hasRemaining()
              ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
              : SelectionKey.OP_READ);
    } catch (IOException _) {
      lost(selector, connection, key); // the server hung up meanwhile
    }
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
      if (key.isValid() && key.isWritable()) {
        flush(selector, connection);
      }
      if (key.isValid() && key.isReadable()) {
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
        answered(connection, status);
        if (connection.output.hasRemaining()) { // refused before it was all sent: of no more use
          lost(selector, connection, key);
          return;
        }
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

  private void answered(Connection connection, int status) {
    last = System.nanoTime();
    statuses[status]++;
    if (status / 100 == 2) {
      record(last - connection.since);
    }
    busy.remove(connection);
    idle.add(connection);
  }

  /** The server hung up: what was under way stays unanswered, and another connection goes on. */
  private void lost(Selector selector, Connection connection, SelectionKey key) throws IOException {
    key.cancel();
    connection.channel.close();
    idle.remove(connection);
    if (busy.remove(connection)) {
      unanswered++;
      record(System.nanoTime() - connection.since);
    }
    connect(selector);
  }

  /** Those under way, and those that were due and never had a connection. */
  private void giveUp(long due) {
    var now = System.nanoTime();
    unanswered += busy.size() + due - sent;
    busy.forEach(connection -> record(now - connection.since));
    for (var n = sent; n < due; n++) {
      record(now - started - arrivals.due(n));
    }
  }

  private void record(long nanos) {
    latency.recordValue(Math.clamp(nanos, 0, LONGEST));
  }

  private Map<Integer, Long> counted() {
    var map = new HashMap<Integer, Long>();
    for (var status = 0; status < statuses.length; status++) {
      if (statuses[status] > 0) {
        map.put(status, statuses[status]);
      }
    }
    return Map.copyOf(map);
  }
}
