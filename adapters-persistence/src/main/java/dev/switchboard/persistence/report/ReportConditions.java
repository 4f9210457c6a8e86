package dev.switchboard.persistence.report;

import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.application.report.ReportDesk.Filter;
import dev.switchboard.domain.NormalText;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.persistence.JsonColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Which reports make a page, put together from fixed pieces; every value is a parameter. */
final class ReportConditions {
  // as typed, or each word as the beginning of one
  private static final String WORDS =
      "words @@ (websearch_to_tsquery('simple', ?) || to_tsquery('simple', ?))";

  static final String NEWEST_FIRST = "order by created_at desc, id desc";

  private final StringBuilder sql = new StringBuilder("where company_id = ?");
  private final List<Object> parameters = new ArrayList<>();

  private ReportConditions(CompanyId company) {
    parameters.add(company.value());
  }

  static ReportConditions of(CompanyId company, Filter filter, Slice slice) {
    var where = new ReportConditions(company);
    filter.reporter().ifPresent(user -> where.and("reporter_id = ?", user.value()));
    filter.status().ifPresent(status -> where.and("status = ?", status.code()));
    filter.words().ifPresent(where::words);
    slice.from().ifPresent(from -> where.and("(created_at, id) < (?, ?)", from.at(), from.id()));
    where.sql.append(" " + NEWEST_FIRST + " offset ? limit ?");
    where.parameters.addAll(List.of(slice.skip(), slice.limit() + 1));
    return where;
  }

  private void words(String text) {
    var normal = NormalText.nfc("q", JsonColumn.text(text));
    var beginnings =
        Arrays.stream(normal.split("[^\\p{L}\\p{N}]+"))
            .filter(word -> !word.isEmpty())
            .map(word -> word + ":*")
            .collect(Collectors.joining(" & "));
    and(WORDS, normal, beginnings);
  }

  private void and(String condition, Object... values) {
    sql.append(" and ").append(condition);
    parameters.addAll(Arrays.asList(values));
  }

  String sql() {
    return sql.toString();
  }

  Object[] parameters() {
    return parameters.toArray();
  }
}
