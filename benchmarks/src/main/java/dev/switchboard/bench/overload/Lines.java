package dev.switchboard.bench.overload;

/** The table of one load. */
final class Lines {
  private Lines() {}

  static void print(String title, Flood.Result result) {
    System.out.printf("%n%s: %.0f good answers a second%n", title, result.goodput());
    System.out.printf(
        "  %-8s %9s %9s %9s %8s %7s %6s %7s %8s %8s  %s%n",
        "kind",
        "2xx",
        "503/429",
        "no Retry",
        "refused",
        "reset",
        "late",
        "unsent",
        "p50 ms",
        "p99 ms",
        "others");
    result
        .tallies()
        .forEach(
            (kind, tally) ->
                System.out.printf(
                    "  %-8s %9d %9d %9d %6.1f %% %7d %6d %7d %8.1f %8.1f  %s%n",
                    kind.name().toLowerCase(java.util.Locale.ROOT),
                    tally.ok,
                    tally.refused,
                    tally.untold,
                    100.0 * tally.refused / Math.max(1, tally.ok + tally.refused),
                    tally.reset,
                    tally.late,
                    tally.unsent,
                    tally.millis(50),
                    tally.millis(99),
                    tally.others.isEmpty() ? "" : tally.others));
  }
}
