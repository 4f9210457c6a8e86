package dev.switchboard.application.account;

class InMemoryOwnRolesTest extends InMemoryAccounts implements OwnRolesContract {}
