package dev.switchboard.domain.report;

/** One line, 1 to {@value #MAX_LENGTH} characters. */
public record ReportTitle(String value) {
  public static final int MAX_LENGTH = 255;

  public ReportTitle {
    value = ReportTexts.line("title", value, MAX_LENGTH);
  }
}
