package dev.switchboard.application.account;

class InMemoryAccountCreationTest extends InMemoryAccounts implements AccountCreationContract {}
