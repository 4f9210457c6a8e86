package dev.switchboard.meta.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything that passed between the product and the sandbox, in order, for "exactly once" and "in
 * order" checks. Holds no token. Thread-safe; what it returns is a snapshot.
 */
public final class Ledger {
  /**
   * A request of the product.
   *
   * @param path without the query, which may carry tokens
   * @param body without {@code access_token}
   * @param outcome what the sandbox decided: {@code ok}, {@code error} and its status, {@code lost}
   */
  public record Call(Instant at, String method, String path, ObjectNode body, String outcome) {}

  /**
   * A message that reached a customer.
   *
   * @param tag empty, or HUMAN_AGENT
   * @param metadata empty where none was given
   * @param message as the product gave it
   */
  public record Sent(
      Instant at,
      SandboxAccount account,
      String person,
      String mid,
      String text,
      String tag,
      String metadata,
      ObjectNode message) {}

  /**
   * One webhook post.
   *
   * @param mids of the messages in it, in order
   * @param status of the last attempt; 0 where nobody answered in time
   */
  public record Post(
      Instant at, List<String> mids, int events, int attempts, int status, Duration took) {
    public boolean acknowledged() {
      return status == 200;
    }
  }

  private final List<Call> calls = Collections.synchronizedList(new ArrayList<>());
  private final List<Sent> sent = Collections.synchronizedList(new ArrayList<>());
  private final List<Post> posts = Collections.synchronizedList(new ArrayList<>());

  void add(Call call) {
    calls.add(call);
  }

  void add(Sent message) {
    sent.add(message);
  }

  void add(Post post) {
    posts.add(post);
  }

  public List<Call> calls() {
    return List.copyOf(calls);
  }

  /** Calls whose path ends so, for example {@code /messages}. */
  public List<Call> calls(String pathEnd) {
    return calls().stream().filter(call -> call.path().endsWith(pathEnd)).toList();
  }

  /** What customers got, in the order they got it. */
  public List<Sent> sent() {
    return List.copyOf(sent);
  }

  public List<Sent> sentTo(String person) {
    return sent().stream().filter(message -> message.person().equals(person)).toList();
  }

  public List<Post> posts() {
    return List.copyOf(posts);
  }

  /** The messages that the product has said it has. */
  public Set<String> acknowledgedMids() {
    return posts().stream()
        .filter(Post::acknowledged)
        .flatMap(post -> post.mids().stream())
        .collect(Collectors.toCollection(HashSet::new));
  }
}
