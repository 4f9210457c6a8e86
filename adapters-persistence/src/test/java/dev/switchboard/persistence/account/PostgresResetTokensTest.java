package dev.switchboard.persistence.account;

import dev.switchboard.application.account.ResetTokensContract;

class PostgresResetTokensTest extends PostgresAccounts implements ResetTokensContract {}
