package dev.switchboard.persistence.account;

import dev.switchboard.application.account.LogInContract;

class PostgresLogInTest extends PostgresAccounts implements LogInContract {}
