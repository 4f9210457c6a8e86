package dev.switchboard.application.account;

class InMemoryResetTokensTest extends InMemoryAccounts implements ResetTokensContract {}
