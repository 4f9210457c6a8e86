package dev.switchboard.application.throttle;

class LocalAllowancesTest implements AllowancesContract {
  private final Allowances allowances = new LocalAllowances();

  @Override
  public Allowances allowances() {
    return allowances;
  }
}
