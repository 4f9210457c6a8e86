package dev.switchboard.meta.sandbox;

import dev.switchboard.domain.channel.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A Graph API of one's own, running until closed. Connect accounts with {@link #page} and {@link
 * #instagram}, let {@link Customer}s write, script faults, and read the {@link Ledger}.
 * Thread-safe.
 */
public final class MetaSandbox implements AutoCloseable {
  /**
   * @param port 0 for any free one
   * @param seed of everything random
   */
  public record Options(
      String host, int port, String appId, String appSecret, long seed, Clock clock) {
    /** On a free port of this machine. */
    public static Options of(String appSecret, Clock clock) {
      return new Options("127.0.0.1", 0, "400100200300", appSecret, 1, clock);
    }

    public Options seeded(long next) {
      return new Options(host, port, appId, appSecret, next, clock);
    }

    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /** What can be scripted apart from each other. */
  public enum Operation {
    SEND,
    UPLOAD,
    PROFILE,
    CONVERSATIONS,
    SUBSCRIPTION,
    EVENTS
  }

  private record ScriptKey(String account, Operation operation) {}

  private final Options options;
  private final Ledger ledger = new Ledger();
  private final Webhooks webhooks;
  private final Threads threads = new Threads();
  private final SandboxServer server;
  private final Map<String, SandboxAccount> accounts = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> subscriptions = new ConcurrentHashMap<>();
  private final Map<String, Customer> customers = new ConcurrentHashMap<>();
  private final Map<ScriptKey, Script> scripts = new ConcurrentHashMap<>();
  private final Set<String> expired = ConcurrentHashMap.newKeySet();
  private final AtomicLong counter = new AtomicLong();
  private final String run;

  private MetaSandbox(Options options) throws IOException {
    this.options = options;
    this.run = Long.toString(options.clock().millis(), Character.MAX_RADIX);
    this.webhooks = new Webhooks(ledger, options.clock(), options.seed());
    this.server = new SandboxServer(options.host(), options.port(), new GraphApi(this)::handle);
  }

  public static MetaSandbox start(Options options) {
    try {
      var sandbox = new MetaSandbox(options);
      sandbox.server.start();
      return sandbox;
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox cannot listen on " + options, e);
    }
  }

  /** In place of {@code https://graph.facebook.com}; a version may follow. */
  public URI baseUrl() {
    return URI.create("http://" + options.host() + ":" + server.port());
  }

  public Options options() {
    return options;
  }

  public Ledger ledger() {
    return ledger;
  }

  public Webhooks webhooks() {
    return webhooks;
  }

  /** A Facebook page that exists, with a token. */
  public SandboxAccount page(String id, String token) {
    return account(new SandboxAccount(Platform.FACEBOOK, id, "Page " + id, token));
  }

  /** An Instagram professional account that exists, with a token. */
  public SandboxAccount instagram(String id, String token) {
    return account(new SandboxAccount(Platform.INSTAGRAM, id, "account_" + id, token));
  }

  /** Replaces one with the same id, for example after its token has changed. */
  public SandboxAccount account(SandboxAccount account) {
    accounts.put(account.id(), account);
    return account;
  }

  /** From now on this token is answered with 190/463. */
  public void expire(String token) {
    expired.add(token);
  }

  /** How the account's sends go. */
  public Script script(String accountId) {
    return script(accountId, Operation.SEND);
  }

  /** For {@link Operation#EVENTS} the id is the pixel's. */
  public Script script(String accountId, Operation operation) {
    return scripts.computeIfAbsent(new ScriptKey(accountId, operation), _ -> new Script());
  }

  /** The same one for the same ids. A person nobody has asked for does not exist for senders. */
  public Customer customer(String accountId, String personId) {
    return customers.computeIfAbsent(
        accountId + "/" + personId, _ -> new Customer(this, accountId, personId));
  }

  /** Opens the window as if the person had written then, without a webhook. */
  public void wrote(String accountId, String personId, Instant at) {
    threads.opened(accountId, personId, at);
  }

  Optional<Customer> known(String accountId, String personId) {
    return Optional.ofNullable(customers.get(accountId + "/" + personId));
  }

  Optional<SandboxAccount> accountOf(String id) {
    return Optional.ofNullable(accounts.get(id));
  }

  Optional<SandboxAccount> accountWith(String token) {
    return accounts.values().stream().filter(account -> account.token().equals(token)).findFirst();
  }

  Set<String> accountIds() {
    return new TreeSet<>(accounts.keySet());
  }

  boolean expired(String token) {
    return expired.contains(token);
  }

  /** The fields an account's webhooks are subscribed to; absent before the first subscription. */
  Map<String, Set<String>> subscriptions() {
    return subscriptions;
  }

  Threads threads() {
    return threads;
  }

  Instant now() {
    return options.clock().instant();
  }

  /** Unlike any before, also those of earlier runs. */
  String newMid() {
    return "m_" + run + "_" + counter.incrementAndGet();
  }

  String newTrace() {
    return "A" + run + counter.incrementAndGet();
  }

  @Override
  public void close() {
    webhooks.close();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
