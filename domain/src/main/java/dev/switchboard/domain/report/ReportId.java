package dev.switchboard.domain.report;

/** Identifies a report. */
public record ReportId(long value) implements Comparable<ReportId> {
  @Override
  public int compareTo(ReportId other) {
    return Long.compare(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toString(value);
  }
}
