package dev.switchboard.application.stream;

class LocalBusTest implements StreamBusContract {
  private final StreamBus bus = new LocalBus();

  @Override
  public StreamBus here() {
    return bus;
  }

  @Override
  public StreamBus there() {
    return bus;
  }
}
