package dev.switchboard.application.account;

class InMemoryCompanyRemovalTest extends InMemoryAccounts implements CompanyRemovalContract {}
