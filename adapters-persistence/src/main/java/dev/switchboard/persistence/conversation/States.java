package dev.switchboard.persistence.conversation;

import java.util.List;

/**
 * What a conversation can be, in words of SQL. The states that are work stand one by one: the index
 * of an agent's conversations leads to each of them, and to "not resolved" it does not.
 */
public final class States {
  public static final String UNRESOLVED = "state in ('open', 'pending', 'snoozed')";

  static final List<String> ALL = List.of("open", "pending", "snoozed", "resolved");

  private States() {}
}
