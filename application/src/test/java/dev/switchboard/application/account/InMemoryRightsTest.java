package dev.switchboard.application.account;

class InMemoryRightsTest extends InMemoryAccounts implements RightsContract {}
