package dev.switchboard.application.account;

class InMemoryClosingAtOnceTest extends InMemoryAccounts implements ClosingAtOnceContract {}
