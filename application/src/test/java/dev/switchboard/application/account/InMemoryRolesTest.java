package dev.switchboard.application.account;

import dev.switchboard.domain.user.Role;

class InMemoryRolesTest extends InMemoryAccounts implements RolesContract {
  @Override
  public void addOwn(Role role) {
    roles().add(role);
  }
}
