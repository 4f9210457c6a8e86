package dev.switchboard.application.account;

class InMemoryLogInTest extends InMemoryAccounts implements LogInContract {}
