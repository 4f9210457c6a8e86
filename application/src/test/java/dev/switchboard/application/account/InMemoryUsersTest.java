package dev.switchboard.application.account;

class InMemoryUsersTest extends InMemoryAccounts implements UsersContract {}
