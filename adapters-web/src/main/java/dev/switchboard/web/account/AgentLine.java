package dev.switchboard.web.account;

import dev.switchboard.application.account.UserView;

/**
 * What any user of the company sees of an agent: whom to write to, and no address, number or right
 * of theirs.
 */
record AgentLine(
    long id,
    String username,
    String fullName,
    String name,
    String role,
    boolean isActive,
    boolean canReceiveNewChats,
    String avatarUrl) {
  static AgentLine of(UserView user) {
    return new AgentLine(
        user.id(),
        user.username(),
        user.fullName(),
        user.name(),
        user.role(),
        user.isActive(),
        user.canReceiveNewChats(),
        user.avatarUrl());
  }
}
