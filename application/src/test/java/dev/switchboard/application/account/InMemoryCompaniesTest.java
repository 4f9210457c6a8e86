package dev.switchboard.application.account;

class InMemoryCompaniesTest extends InMemoryAccounts implements CompaniesContract {}
