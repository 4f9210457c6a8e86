package dev.switchboard.application.account;

class InMemoryResetTokensTest extends InMemoryAccounts implements ResetTokensContract {
  private final InMemoryResetTokens tokens = new InMemoryResetTokens(transactions());

  @Override
  public ResetTokens resetTokens() {
    return tokens;
  }
}
