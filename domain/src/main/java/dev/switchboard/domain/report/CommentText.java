package dev.switchboard.domain.report;

import java.util.Optional;

/** What the company answers to a report: 1 to {@value #MAX_LENGTH} characters, not blank. */
public record CommentText(String value) {
  public static final int MAX_LENGTH = 10_000;

  public CommentText {
    value = ReportTexts.lines("comment", value, MAX_LENGTH);
  }

  /** Blank means that nothing is said. */
  public static Optional<CommentText> of(String text) {
    return Optional.of(text).filter(said -> !said.isBlank()).map(CommentText::new);
  }
}
