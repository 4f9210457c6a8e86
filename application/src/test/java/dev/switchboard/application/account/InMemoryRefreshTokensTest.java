package dev.switchboard.application.account;

class InMemoryRefreshTokensTest extends InMemoryAccounts implements RefreshTokensContract {}
