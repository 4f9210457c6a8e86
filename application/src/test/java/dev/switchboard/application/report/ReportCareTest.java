package dev.switchboard.application.report;

import static dev.switchboard.application.Refusals.assertRefused;
import static dev.switchboard.application.report.AReport.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.account.ACaller;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.GivenRights;
import dev.switchboard.application.stream.InMemoryStreams;
import dev.switchboard.application.stream.StreamEvent;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.Seen;
import dev.switchboard.domain.report.CommentText;
import dev.switchboard.domain.report.Report;
import dev.switchboard.domain.report.ReportContent;
import dev.switchboard.domain.report.ReportStatus;
import dev.switchboard.domain.report.ReportTitle;
import dev.switchboard.domain.stream.Audience;
import dev.switchboard.domain.user.Permission;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Filing, rewording, answering and looking. */
class ReportCareTest {
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final GivenRights rights = new GivenRights();
  private final InMemoryReports reports = new InMemoryReports(transactions);
  private final InMemoryStreams streams = new InMemoryStreams(transactions);
  private final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);
  private final FileReport file =
      new FileReport(transactions, rights, reports, streams, new InMemoryIds(), clock);
  private final RewordReport reword =
      new RewordReport(transactions, rights, reports, streams, clock);
  private final AnswerReport answer =
      new AnswerReport(transactions, rights, reports, streams, clock);
  private final Caller ada = ACaller.of(900, 1);
  private final Caller bob = ACaller.of(900, 2);
  private final Caller boss = ACaller.of(900, 3, Permission.REPORT_MANAGE);
  private final Caller stranger = ACaller.of(901, 4, Permission.values());

  @Test
  void theSameWordsAgainChangeNothingAndTellNobody() {
    var report = file();
    var told = streams.events().size();

    reword(ada, report, report.title().value());

    assertThat(transactions.inTransaction(() -> reports.lock(report.company(), report.id())))
        .contains(report);
    assertThat(streams.events()).hasSize(told);
  }

  @Test
  void everyChangeIsToldToTheReporterAndToWhoeverDidIt() {
    var report = file();
    assertThat(audience()).isEqualTo(new Audience.Users(Set.of(ada.user())));
    reword(ada, report, "Two printers");
    answer(boss, report, "hm", "in_progress");
    assertThat(audience()).isEqualTo(new Audience.Users(Set.of(ada.user(), boss.user())));
    assertThat(streams.events())
        .extracting(StreamEvent::type)
        .containsExactly("report_updated", "report_updated", "report_updated");
    assertThat(streams.events().getLast().payload())
        .isEqualTo(
            new ReportFrames.ReportUpdated(
                report.id().value(),
                1,
                "Two printers",
                "in_progress",
                "hm",
                1,
                null,
                null,
                2,
                NOON));
    answer(boss, report, "", "resolved");
    var told = (ReportFrames.ReportUpdated) streams.events().getLast().payload();
    assertThat(told.resolvedBy()).isEqualTo(3);
    assertThat(told.resolvedAt()).isEqualTo(NOON);
  }

  @Test
  void whatIsRefusedChangesNothing() {
    var report = file();
    assertRefused(Forbidden.class, "not_the_reporter", () -> reword(boss, report, "x"));
    assertRefused(Missing.class, "report_not_found", () -> reword(stranger, report, "x"));
    assertRefused(Missing.class, "report_not_found", () -> answer(stranger, report, "x", "open"));
    assertRefused(Invalid.class, "missing", () -> answer(boss, report, "", null));
    assertThat(reports.lock(report.company(), report.id())).contains(report);
    assertThat(streams.events()).hasSize(1);
  }

  @Test
  void onlyAnAnswerInWordsIsHistory() {
    var report = file();
    answer(boss, report, "on my way", "in_progress");
    answer(boss, report, "", "resolved");
    answer(boss, report, "on my way", "resolved");
    answer(boss, report, "again?", null);
    assertThat(reports.comments(report.company(), report.id(), 0, 10))
        .extracting(CommentView::comment, CommentView::status)
        .containsExactly(tuple("again?", "resolved"), tuple("on my way", "in_progress"));
  }

  @Test
  void nothingIsChangedThatCannotBeTold() {
    Streams broken =
        _ -> {
          throw new IllegalStateException("no stream");
        };
    var report = file();
    var failing = new AnswerReport(transactions, rights, reports, broken, clock);
    assertThatThrownBy(
            () ->
                failing.handle(
                    new AnswerReport.Command(
                        boss, report.id(), CommentText.of("x"), Optional.empty(), Seen.ANYTHING)))
        .hasMessage("no stream");
    assertThat(reports.lock(report.company(), report.id())).contains(report);
    assertThat(reports.comments(report.company(), report.id(), 0, 10)).isEmpty();
  }

  @Test
  void aReportIsForItsReporterAndForWhoManagesReports() {
    var report = file();
    assertThat(see(ada, report).title()).isEqualTo("Printer");
    assertThat(see(boss, report).title()).isEqualTo("Printer");
    assertRefused(Forbidden.class, "access_denied", () -> see(bob, report));
    assertRefused(Missing.class, "report_not_found", () -> see(stranger, report));
  }

  @Test
  void whoLostTheRightSinceTheirRequestCameChangesNothing() {
    var report = file();
    rights.disable(ada.user());
    rights.take(boss.user());

    assertRefused(Forbidden.class, "user_disabled", this::file);
    assertRefused(Forbidden.class, "user_disabled", () -> reword(ada, report, "Two printers"));
    assertRefused(
        Forbidden.class,
        "insufficient_permissions",
        () -> answer(boss, report, "hm", "in_progress"));

    assertThat(reports.lock(report.company(), report.id())).contains(report);
    assertThat(streams.events()).hasSize(1);
  }

  private Audience audience() {
    return streams.events().getLast().audience();
  }

  private ReportView see(Caller caller, Report report) {
    return ReportAccess.of(caller, reports.find(caller.company(), report.id()));
  }

  private Report file() {
    return file.handle(
        new FileReport.Command(ada, new ReportTitle("Printer"), new ReportContent("on fire")));
  }

  private Report reword(Caller by, Report report, String title) {
    return reword.handle(
        new RewordReport.Command(
            by,
            report.id(),
            Optional.empty(),
            Optional.of(new ReportTitle(title)),
            Optional.empty(),
            Seen.ANYTHING));
  }

  private Report answer(Caller by, Report report, String comment, String status) {
    return answer.handle(
        new AnswerReport.Command(
            by,
            report.id(),
            CommentText.of(comment),
            Optional.ofNullable(status).map(ReportStatus::wanted),
            Seen.ANYTHING));
  }
}
