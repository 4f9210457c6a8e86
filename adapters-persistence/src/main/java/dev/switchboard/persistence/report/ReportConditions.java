package dev.switchboard.persistence.report;

import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.application.report.ReportDesk.Filter;
import dev.switchboard.domain.NormalText;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.persistence.JsonColumn;
import dev.switchboard.persistence.SearchedWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Which reports make a page, put together from fixed pieces; every value is a parameter. */
final class ReportConditions {
  static final String NEWEST_FIRST = "order by created_at desc, id desc";

  // found before anything is put in order, or an index that is in order would be searched
  private static final String WITH_WORDS =
      "(select * from report where company_id = ? and words @@ "
          + SearchedWords.QUERY
          + " offset 0) report";

  private final StringBuilder sql = new StringBuilder("where company_id = ?");
  private final List<Object> found = new ArrayList<>();
  private final List<Object> parameters = new ArrayList<>();

  private ReportConditions(CompanyId company) {
    parameters.add(company.value());
  }

  static ReportConditions of(CompanyId company, Filter filter, Slice slice) {
    var where = new ReportConditions(company);
    filter.reporter().ifPresent(user -> where.and("reporter_id = ?", user.value()));
    filter.status().ifPresent(status -> where.and("status = ?", status.code()));
    filter.words().ifPresent(words -> where.words(company, words));
    slice.from().ifPresent(from -> where.and("(created_at, id) < (?, ?)", from.at(), from.id()));
    where.sql.append(" " + NEWEST_FIRST + " offset ? limit ").append(slice.limit() + 1);
    where.parameters.add(slice.skip());
    return where;
  }

  private void words(CompanyId company, String text) {
    var words = SearchedWords.of(NormalText.nfc("q", JsonColumn.text(text)));
    found.addAll(List.of(company.value(), words.typed(), words.beginnings()));
  }

  private void and(String condition, Object... values) {
    sql.append(" and ").append(condition);
    parameters.addAll(Arrays.asList(values));
  }

  /** What reports are taken from. */
  String source() {
    return found.isEmpty() ? "report" : WITH_WORDS;
  }

  /** Which of them, and in which order. */
  String sql() {
    return sql.toString();
  }

  Object[] parameters() {
    return Stream.concat(found.stream(), parameters.stream()).toArray();
  }
}
