package dev.switchboard.persistence.report;

import java.util.List;

/** What Hibernate must know of this package; the structs themselves stay inside it. */
public final class ReportRows {
  public static final List<Class<?>> ALL = List.of(ReportRow.class, ReportCommentRow.class);

  private ReportRows() {}
}
