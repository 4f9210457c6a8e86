package dev.switchboard.persistence.account;

import dev.switchboard.application.account.ResetTokens;
import dev.switchboard.application.account.ResetTokensContract;

class PostgresResetTokensTest extends PostgresAccounts implements ResetTokensContract {
  @Override
  public ResetTokens resetTokens() {
    return new PostgresResetTokens(test.database());
  }
}
