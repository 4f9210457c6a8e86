package dev.switchboard.application.account;

class InMemoryRefreshTest extends InMemoryAccounts implements RefreshContract {}
