package dev.switchboard.bench.report;

import java.util.Locale;

/** Figures as readers like them. */
final class Figures {
  private Figures() {}

  /** Without a fraction where there is none. */
  static String plain(double figure) {
    return figure == Math.rint(figure)
        ? String.format(Locale.ROOT, "%,.0f", figure)
        : String.format(Locale.ROOT, "%,.2f", figure);
  }
}
