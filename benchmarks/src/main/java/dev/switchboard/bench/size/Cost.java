package dev.switchboard.bench.size;

/**
 * What one request took.
 *
 * @param serverMicros processor time of the product
 * @param databaseMicros the same of the database; 0 where it runs elsewhere
 * @param failed answers that were no success, of all that were asked for
 */
record Cost(
    double p50Millis, double p99Millis, double serverMicros, double databaseMicros, long failed) {
  // below these a difference is the machine's
  private static final double NOISE_MILLIS = 0.5;
  private static final double NOISE_MICROS = 200;
  private static final double GROWTH = 1.5;

  double micros() {
    return serverMicros + databaseMicros;
  }

  /** Whether it is more than {@code small}, and by more than chance explains. */
  boolean grownFrom(Cost small) {
    return p50Millis > small.p50Millis * GROWTH && p50Millis - small.p50Millis > NOISE_MILLIS
        || micros() > small.micros() * GROWTH && micros() - small.micros() > NOISE_MICROS;
  }
}
