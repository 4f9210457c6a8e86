package dev.switchboard.application.account;

class InMemorySessionsTest extends InMemoryAccounts implements SessionsContract {}
