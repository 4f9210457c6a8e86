package dev.switchboard.application.account;

class InMemoryInvitationsTest extends InMemoryAccounts implements InvitationsContract {}
