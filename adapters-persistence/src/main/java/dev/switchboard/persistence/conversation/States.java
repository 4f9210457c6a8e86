package dev.switchboard.persistence.conversation;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a conversation can be, in words of SQL. The states that are work stand one by one: the index
 * of an agent's conversations leads to each of them, and to "not resolved" it does not.
 */
public final class States {
  private static final List<String> WORK = List.of("open", "pending", "snoozed");

  static final List<String> ALL = Stream.concat(WORK.stream(), Stream.of("resolved")).toList();

  public static final String UNRESOLVED =
      WORK.stream().collect(Collectors.joining("', '", "state in ('", "')"));

  // the words of an index's condition, else it is not used
  static final String WAITS = "waiting_since is not null and state in ('open', 'pending')";

  private States() {}
}
