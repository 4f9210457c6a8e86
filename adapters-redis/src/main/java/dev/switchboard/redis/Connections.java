package dev.switchboard.redis;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubListener;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.DefaultClientResources;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One connection for questions and one that listens. Neither comes back once it is broken. */
record Connections(
    StatefulRedisConnection<String, String> questions,
    StatefulRedisPubSubConnection<String, String> ear) {
  private static final int THREADS = 2; // the least that the library takes
  private static final int UNANSWERED = 10_000;

  /** Makes no connection by itself. */
  static RedisClient client(RedisAddress address, Patience patience) {
    var resources =
        DefaultClientResources.builder()
            .ioThreadPoolSize(THREADS)
            .computationThreadPoolSize(THREADS)
            .build();
    var client = RedisClient.create(resources, uri(address, patience));
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(false) // whoever tends the line does, also where nothing is closed
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .requestQueueSize(UNANSWERED)
            .socketOptions(
                SocketOptions.builder().connectTimeout(patience.connect()).keepAlive(true).build())
            .build());
    return client;
  }

  private static RedisURI uri(RedisAddress address, Patience patience) {
    var uri =
        RedisURI.builder()
            .withHost(address.host().replaceAll("[\\[\\]]", ""))
            .withPort(address.port())
            .withDatabase(address.database())
            .withSsl(address.tls())
            .withTimeout(patience.connect())
            .withClientName("switchboard");
    address
        .password()
        .map(String::toCharArray)
        .ifPresent(
            password ->
                address
                    .user()
                    .ifPresentOrElse(
                        user -> uri.withAuthentication(user, password),
                        () -> uri.withPassword(password)));
    return uri.build();
  }

  /** Ends its threads, in the background. */
  static void close(RedisClient client, Patience patience) {
    var most = patience.connect().toMillis();
    client.shutdown(0, most, TimeUnit.MILLISECONDS);
    client.getResources().shutdown(0, most, TimeUnit.MILLISECONDS);
  }

  /**
   * Waits for both.
   *
   * @throws RuntimeException there is no connection, and none stays open
   */
  static Connections open(
      RedisClient client, String channel, RedisPubSubListener<String, String> listener) {
    var questions = client.connect(StringCodec.UTF8);
    try {
      var ear = client.connectPubSub(StringCodec.UTF8);
      ear.addListener(listener);
      try {
        ear.sync().subscribe(channel);
        return new Connections(questions, ear);
      } catch (RuntimeException e) {
        ear.closeAsync();
        throw e;
      }
    } catch (RuntimeException e) {
      questions.closeAsync();
      throw e;
    }
  }

  RedisAsyncCommands<String, String> commands() {
    return questions.async();
  }

  boolean open() {
    return questions.isOpen() && ear.isOpen();
  }

  /** Does not wait. What was asked and not answered fails. */
  void close() {
    for (var connection : List.of(questions, ear)) {
      if (connection.isOpen()) {
        connection.closeAsync();
      }
    }
  }
}
