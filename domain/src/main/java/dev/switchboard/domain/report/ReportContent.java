package dev.switchboard.domain.report;

/** What is wrong, in the reporter's words: 1 to {@value #MAX_LENGTH} characters, not blank. */
public record ReportContent(String value) {
  public static final int MAX_LENGTH = 20_000;

  public ReportContent {
    value = ReportTexts.lines("content", value, MAX_LENGTH);
  }
}
