package dev.switchboard.persistence.account;

import dev.switchboard.application.account.RefreshContract;

class PostgresRefreshTest extends PostgresAccounts implements RefreshContract {}
