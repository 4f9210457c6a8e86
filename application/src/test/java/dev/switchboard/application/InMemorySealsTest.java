package dev.switchboard.application;

class InMemorySealsTest implements SealsContract {
  private final InMemorySeals seals = new InMemorySeals();

  @Override
  public Seals seals() {
    return seals;
  }
}
