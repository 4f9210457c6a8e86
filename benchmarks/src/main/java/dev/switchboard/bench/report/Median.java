package dev.switchboard.bench.report;

import java.util.stream.DoubleStream;

/** The middle one, or the mean of the two in the middle. */
final class Median {
  private Median() {}

  static double of(DoubleStream figures) {
    var sorted = figures.sorted().toArray();
    var middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
