package dev.switchboard.bench.overload;

import dev.switchboard.bench.http.Arrivals;
import dev.switchboard.bench.http.Responses;
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
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * A mix of requests, whether the server keeps up or not: many kept-alive connections from one
 * thread. Latency counts from when a request was sent, for what is due while every connection is
 * busy is not sent at all, and counted.
 */
final class Flood {
  private static final long PATIENCE = Duration.ofSeconds(15).toNanos();

  private final InetSocketAddress server;
  private final int connections;
  private final Arrivals arrivals;
  private final Map<Kind, LongFunction<byte[]>> requests;
  private final Map<Kind, Tally> tallies = new EnumMap<>(Kind.class);
  private final ByteBuffer input = ByteBuffer.allocateDirect(256 * 1024);
  private final Deque<Connection> idle = new ArrayDeque<>();
  private final Deque<Connection> busy = new ArrayDeque<>(); // in the order of sending
  private Selector selector;
  private int open;

  Flood(
      InetSocketAddress server,
      int connections,
      Arrivals arrivals,
      Map<Kind, LongFunction<byte[]>> requests) {
    this.server = server;
    this.connections = connections;
    this.arrivals = arrivals;
    this.requests = requests;
    for (var kind : Kind.values()) {
      tallies.put(kind, new Tally());
    }
  }

  /** What happened, and how long it took. */
  record Result(Map<Kind, Tally> tallies, double seconds) {
    double goodput() {
      return tallies.values().stream().mapToLong(tally -> tally.ok).sum() / seconds;
    }
  }

  private static final class Connection {
    SocketChannel channel;
    SelectionKey key;
    Responses responses = new Responses();
    ByteBuffer output = ByteBuffer.allocate(0);
    Kind kind;
    long since;
    boolean waits;
  }

  Result run(Duration time) {
    try {
      selector = Selector.open();
      try {
        return run(time.toNanos());
      } finally {
        for (var key : selector.keys()) {
          key.channel().close();
        }
        selector.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Result run(long time) throws IOException {
    boolean closed = arrivals.due(1) == 0;
    long started = System.nanoTime();
    long n = 0;
    while (true) {
      long elapsed = System.nanoTime() - started;
      boolean sending = elapsed < time;
      for (var burst = 0; sending && burst < 64 && arrivals.due(n) <= elapsed; burst++) {
        if (closed && !free()) {
          break;
        }
        send(n++);
      }
      if (!sending && (busy.stream().noneMatch(each -> each.waits) || elapsed > time + PATIENCE)) {
        busy.forEach(this::late);
        return new Result(tallies, Math.min(elapsed, time) / 1e9);
      }
      select(sending && arrivals.due(n) <= elapsed && !closed);
      giveUp();
    }
  }

  private boolean free() {
    return !idle.isEmpty() || open < connections;
  }

  private void send(long n) throws IOException {
    var kind = Kind.of(n);
    if (!free()) {
      tallies.get(kind).unsent++;
      return;
    }
    var connection = idle.isEmpty() ? connect() : idle.poll();
    connection.kind = kind;
    connection.since = System.nanoTime();
    connection.output = ByteBuffer.wrap(requests.get(kind).apply(n));
    connection.waits = true;
    busy.add(connection);
    if (connection.channel.isConnected()) {
      flush(connection);
    }
  }

  private Connection connect() throws IOException {
    var connection = new Connection();
    connection.channel = SocketChannel.open();
    connection.channel.configureBlocking(false);
    connection.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    boolean done = connection.channel.connect(server);
    connection.key =
        connection.channel.register(
            selector, done ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, connection);
    open++;
    return connection;
  }

  private void flush(Connection connection) throws IOException {
    try {
      connection.channel.write(connection.output);
      connection.key.interestOps(
          connection.output.hasRemaining()
              ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
              : SelectionKey.OP_READ);
    } catch (IOException _) {
      lost(connection);
    }
  }

  private void select(boolean behind) throws IOException {
    if (behind) {
      selector.selectNow();
    } else {
      selector.select(1);
    }
    var ready = selector.selectedKeys().iterator();
    while (ready.hasNext()) {
      var key = ready.next();
      ready.remove();
      var connection = (Connection) key.attachment();
      if (key.isValid() && key.isConnectable()) {
        connected(connection);
      }
      if (key.isValid() && key.isWritable()) {
        flush(connection);
      }
      if (key.isValid() && key.isReadable()) {
        read(connection);
      }
    }
  }

  private void connected(Connection connection) throws IOException {
    try {
      connection.channel.finishConnect();
      flush(connection);
    } catch (IOException _) {
      lost(connection);
    }
  }

  private void read(Connection connection) throws IOException {
    input.clear();
    int count;
    try {
      count = connection.channel.read(input);
    } catch (IOException _) {
      count = -1;
    }
    if (count < 0) {
      lost(connection);
      return;
    }
    input.flip();
    while (input.hasRemaining()) {
      int status = connection.responses.next(input);
      if (status != 0) {
        tallies
            .get(connection.kind)
            .answered(
                status, connection.responses.toldWhen(), System.nanoTime() - connection.since);
        connection.waits = false;
        idle.add(connection);
      }
    }
  }

  private void lost(Connection connection) throws IOException {
    connection.key.cancel();
    connection.channel.close();
    open--;
    if (connection.waits) {
      tallies.get(connection.kind).reset++;
      connection.waits = false;
    } else {
      idle.remove(connection);
    }
  }

  private void giveUp() throws IOException {
    long now = System.nanoTime();
    while (!busy.isEmpty() && (!busy.peek().waits || now - busy.peek().since > PATIENCE)) {
      var first = busy.poll();
      if (first.waits) {
        late(first);
        first.key.cancel();
        first.channel.close();
        open--;
      }
    }
  }

  private void late(Connection connection) {
    if (connection.waits) {
      tallies.get(connection.kind).late++;
      connection.waits = false;
    }
  }
}
