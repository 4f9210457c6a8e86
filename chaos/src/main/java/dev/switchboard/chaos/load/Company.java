package dev.switchboard.chaos.load;

import dev.switchboard.meta.sandbox.SandboxAccount;
import java.util.List;

/**
 * A company at work.
 *
 * @param mark in every id and text of it and of nobody else
 * @param everything an administrator, who sees all chats
 */
public record Company(
    long id, String mark, User everything, List<User> agents, List<SandboxAccount> accounts) {
  /** Somebody who is logged in. */
  public record User(long id, Api.As as) {}
}
