package dev.switchboard.persistence.report;

import dev.switchboard.application.conversation.Cursor;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.application.report.ReportDesk.Filter;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.report.ReportStatus;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Plan;
import dev.switchboard.persistence.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How PostgreSQL runs the very statements of the lists of reports: two companies with 20,000
 * reports each, of which two are open in the first one, and all but two in the second. Rows
 * touched, not seconds.
 */
class ReportPlansTest {
  private static final CompanyId COMPANY = new CompanyId(1);
  private static final CompanyId OTHER = new CompanyId(2);
  private static final int PAGE = 50;
  private static final Slice NEWEST = Slice.first(PAGE);
  private static final Slice MIDDLE =
      new Slice(
          Optional.of(new Cursor(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(10_000), 9_999)),
          0,
          PAGE);

  private static final String[] FILL = {
    "select set_config('app.tenant', '*', false)",
    "insert into company select c, 'Acme ' || c, now(), now() from generate_series(1, 2) c",
    """
    insert into app_user (company_id, id, username, password_hash, created_at, updated_at)
    select c, u, 'user' || u, '', now(), now() from generate_series(1, 2) c, generate_series(1, 3000) u
    """,
    """
    insert into report (company_id, id, reporter_id, title, content, status, comments, resolved_at, revision, created_at,
      updated_at)
    select c, n, 1 + n % 100, 'Report ' || n, case when n % 4000 = 0 then 'a zebra' else 'The printer of ' || n end,
      case when is_open then 'open' else 'resolved' end, 0, case when not is_open then now() end, 0, at, at
    from generate_series(1, 2) c, generate_series(1, 20000) n
    cross join lateral (select (n % 10000 = 1) = (c = 1) as is_open,
      timestamptz '2026-01-01 00:00:00+00' + n * interval '1 second' as at) x
    """,
    """
    insert into report_comment (company_id, report_id, number, author_id, comment, status, created_at)
    select c, r, n, 1 + n, 'Looked at it', 'open', now()
    from generate_series(1, 2) c, generate_series(1, 20) r, generate_series(1, 500) n
    """,
    "analyze company, app_user, report, report_comment, tally"
  };

  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @BeforeAll
  static void fill() {
    test.fill(FILL);
  }

  @Test
  void aPageCostsAPageHoweverDeepItIs() {
    for (var slice : List.of(NEWEST, MIDDLE)) {
      page(COMPANY, Filter.ALL, slice).reads("report_newest").touchesAtMost(PAGE + 1);
      page(COMPANY, of(new UserId(7)), slice).reads("report_reporter").touchesAtMost(PAGE + 1);
    }
  }

  @Test
  void aPageOfAStatusThatFewHaveCostsNoMore() {
    for (var slice : List.of(NEWEST, MIDDLE)) {
      for (var company : List.of(COMPANY, OTHER)) {
        page(company, in(ReportStatus.OPEN), slice).reads("report_status").touchesAtMost(PAGE + 1);
      }
    }
  }

  @Test
  void wordsAreFoundByTheirIndex() {
    var where = ReportConditions.of(COMPANY, words("zebra"), NEWEST);

    test.system()
        .read(c -> Plan.of(c, PostgresReportDesk.sql(where), where.parameters()))
        .reads("report_words")
        .touchesAtMost(PAGE);
  }

  @Test
  void commentsOfOneReportAreReadAlone() {
    app(COMPANY, PostgresReportDesk.COMMENTS, 1L, 7L, 0, PAGE)
        .reads("report_comment_pkey")
        .touchesAtMost(PAGE);
  }

  @Test
  void figuresAreNotCounted() {
    app(COMPANY, PostgresReportDesk.COUNTS, 1L).touchesAtMost(2);
  }

  private static Plan page(CompanyId company, Filter filter, Slice slice) {
    var where = ReportConditions.of(company, filter, slice);
    return app(company, PostgresReportDesk.sql(where), where.parameters());
  }

  private static Plan app(CompanyId company, String sql, Object... parameters) {
    return test.database().read(company, c -> Plan.of(c, sql, parameters));
  }

  private static Filter of(UserId reporter) {
    return new Filter(Optional.of(reporter), Optional.empty(), Optional.empty());
  }

  private static Filter in(ReportStatus status) {
    return new Filter(Optional.empty(), Optional.of(status), Optional.empty());
  }

  private static Filter words(String words) {
    return new Filter(Optional.empty(), Optional.empty(), Optional.of(words));
  }
}
