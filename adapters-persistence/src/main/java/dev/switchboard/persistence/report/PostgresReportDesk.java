package dev.switchboard.persistence.report;

import dev.switchboard.application.conversation.Cursor;
import dev.switchboard.application.conversation.Inbox.Page;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.application.report.CommentView;
import dev.switchboard.application.report.ReportDesk;
import dev.switchboard.application.report.ReportView;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.report.ReportId;
import dev.switchboard.domain.report.ReportStatus;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.PageBytes;
import dev.switchboard.persistence.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lists of reports in PostgreSQL. A page is cut from the reports alone, along an index that begins
 * with the company; only what is on it is joined.
 */
public final class PostgresReportDesk implements ReportDesk {
  // a limit of one keeps a join from being planned as one with everybody there is
  private static final String JOINED =
      """
      select r.*, reporter.username as reporter_username, resolver.username as resolver_username
      from (%s) r
      cross join lateral (
        select username from app_user u where u.company_id = r.company_id and u.id = r.reporter_id
        limit 1) reporter
      left join lateral (
        select username from app_user u where u.company_id = r.company_id and u.id = r.resolved_by
        limit 1) resolver on true
      order by r.created_at desc, r.id desc
      """;

  private static final String REPORTS =
      """
      select company_id, id, reporter_id, title, content, status, comment, comments, resolved_at,
        resolved_by, revision, created_at, updated_at
      from %s
      """;

  private static final String TEXTS =
      "octet_length(title) + octet_length(content) + coalesce(octet_length(comment), 0)";

  static final String COMMENTS =
      PageBytes.cut(
          """
          select c.number, c.author_id, u.username as author_username, c.comment, c.status, c.created_at
          from report_comment c
          left join app_user u on u.company_id = c.company_id and u.id = c.author_id
          where c.company_id = ? and c.report_id = ?
          order by c.number desc offset ? limit ?
          """,
          "octet_length(comment)",
          "order by number desc");

  static final String COUNTS =
      "select part as status, sum(change) as reports from tally"
          + " where company_id = ? and what = 'reports' group by part";

  private record Count(String status, long reports) {}

  private final Database database;

  public PostgresReportDesk(Database database) {
    this.database = database;
  }

  @Override
  public Page<ReportView> page(CompanyId company, Filter filter, Slice slice) {
    var where = ReportConditions.of(company, filter, slice);
    var found =
        database.search(
            company,
            filter.words().isPresent(),
            connection ->
                Sql.list(connection, sql(where), PostgresReportDesk::report, where.parameters()));
    return Page.within(
        found,
        slice.limit(),
        ReportView::bytes,
        report -> new Cursor(report.createdAt(), report.id()));
  }

  static String sql(ReportConditions where) {
    return JOINED.formatted(
        PageBytes.cut(
            REPORTS.formatted(where.source()) + where.sql(), TEXTS, ReportConditions.NEWEST_FIRST));
  }

  @Override
  public Optional<ReportView> find(CompanyId company, ReportId id) {
    return database.read(
        company,
        connection ->
            Sql.one(
                connection,
                JOINED.formatted(REPORTS.formatted("report") + "where company_id = ? and id = ?"),
                PostgresReportDesk::report,
                company.value(),
                id.value()));
  }

  @Override
  public List<CommentView> comments(CompanyId company, ReportId id, int skip, int limit) {
    var found =
        database.read(
            company,
            connection ->
                Sql.list(
                    connection,
                    COMMENTS,
                    PostgresReportDesk::comment,
                    company.value(),
                    id.value(),
                    skip,
                    limit));
    return Page.cut(found, limit, CommentView::bytes);
  }

  @Override
  public Map<ReportStatus, Long> counts(CompanyId company) {
    var counts = new EnumMap<ReportStatus, Long>(ReportStatus.class);
    for (var status : ReportStatus.values()) {
      counts.put(status, 0L);
    }
    database
        .read(
            company,
            connection ->
                Sql.list(
                    connection,
                    COUNTS,
                    row -> new Count(row.getString("status"), row.getLong("reports")),
                    company.value()))
        .forEach(count -> counts.put(ReportStatus.wanted(count.status()), count.reports()));
    return counts;
  }

  private static ReportView report(ResultSet row) throws SQLException {
    return new ReportView(
        row.getLong("id"),
        row.getLong("reporter_id"),
        row.getString("reporter_username"),
        row.getString("title"),
        row.getString("content"),
        row.getString("status"),
        row.getString("comment"),
        row.getInt("comments"),
        Sql.instant(row, "resolved_at"),
        Sql.longOrNull(row, "resolved_by"),
        row.getString("resolver_username"),
        row.getInt("revision"),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "updated_at"));
  }

  private static CommentView comment(ResultSet row) throws SQLException {
    return new CommentView(
        row.getInt("number"),
        Sql.longOrNull(row, "author_id"),
        row.getString("author_username"),
        row.getString("comment"),
        row.getString("status"),
        Sql.instant(row, "created_at"));
  }
}
