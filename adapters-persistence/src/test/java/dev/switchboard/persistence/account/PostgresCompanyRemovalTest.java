package dev.switchboard.persistence.account;

import dev.switchboard.application.account.CompanyRemovalContract;

class PostgresCompanyRemovalTest extends PostgresAccounts implements CompanyRemovalContract {}
