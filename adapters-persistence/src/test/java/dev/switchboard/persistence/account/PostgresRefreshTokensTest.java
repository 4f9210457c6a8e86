package dev.switchboard.persistence.account;

import dev.switchboard.application.account.RefreshTokensContract;

class PostgresRefreshTokensTest extends PostgresAccounts implements RefreshTokensContract {}
