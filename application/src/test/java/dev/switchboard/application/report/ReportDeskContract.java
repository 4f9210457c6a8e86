package dev.switchboard.application.report;

import static dev.switchboard.application.report.AReport.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.conversation.Cursor;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.application.report.ReportDesk.Filter;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.report.Report;
import dev.switchboard.domain.report.ReportStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link ReportDesk} must show. */
public interface ReportDeskContract extends ReportWorld {
  @Test
  default void showsEverythingOfAReport() {
    var company = company();
    var ada = user(company);
    var boss = user(company);
    var report = AReport.filed(this, company, ada);
    AReport.answered(this, report, boss, "put out", ReportStatus.RESOLVED);
    assertThat(desk().find(company, report.id()))
        .contains(
            new ReportView(
                report.id().value(),
                ada.value(),
                "user" + ada,
                "Printer",
                "on fire",
                "resolved",
                "put out",
                1,
                NOON.plusSeconds(60),
                boss.value(),
                "user" + boss,
                1,
                NOON,
                NOON.plusSeconds(60)));
    assertThat(desk().find(company(), report.id())).isEmpty();
  }

  @Test
  default void showsEveryAnswerNewestFirst() {
    var company = company();
    var boss = user(company);
    var report = AReport.filed(this, company, user(company));
    AReport.answered(this, report, boss, "one", ReportStatus.IN_PROGRESS);
    AReport.answered(this, report, boss, "", ReportStatus.OPEN);
    AReport.answered(this, report, boss, "two", ReportStatus.RESOLVED);
    assertThat(desk().comments(company, report.id(), 0, 10))
        .containsExactly(
            new CommentView(
                2, boss.value(), "user" + boss, "two", "resolved", NOON.plusSeconds(60)),
            new CommentView(
                1, boss.value(), "user" + boss, "one", "in_progress", NOON.plusSeconds(60)));
    assertThat(desk().comments(company, report.id(), 1, 1))
        .extracting(CommentView::comment)
        .containsExactly("one");
    assertThat(desk().comments(company(), report.id(), 0, 10)).isEmpty();
  }

  @Test
  default void pagesByCursorSeeEveryReportOnceNewestFirst() {
    var company = company();
    var ada = user(company);
    var filed = new ArrayList<Long>();
    for (int i = 0; i < 7; i++) {
      var at = NOON.plusSeconds(i / 2); // two of each moment
      filed.addFirst(AReport.filed(this, company, ada, "t", "c", at).id().value());
    }
    var seen = new ArrayList<Long>();
    var from = Optional.<Cursor>empty();
    do {
      var page = desk().page(company, Filter.ALL, new Slice(from, 0, 3));
      page.items().forEach(report -> seen.add(report.id()));
      from = page.next();
    } while (from.isPresent());
    assertThat(seen).containsExactlyElementsOf(filed);
    assertThat(desk().page(company, Filter.ALL, new Slice(Optional.empty(), 5, 10)).items())
        .extracting(ReportView::id)
        .containsExactlyElementsOf(filed.subList(5, 7));
  }

  @Test
  default void narrowsByReporterStatusAndWords() {
    var company = company();
    var ada = user(company);
    var bob = user(company);
    var fire = AReport.filed(this, company, ada, "Printer", "is on FIRE again", NOON);
    var paper =
        AReport.filed(this, company, bob, "Paper jam", "printer, 2nd floor", NOON.plusSeconds(1));
    AReport.answered(this, paper, ada, "", ReportStatus.IN_PROGRESS);
    assertThat(ids(company, Filter.ALL)).containsExactly(id(paper), id(fire));
    assertThat(ids(company, new Filter(Optional.of(bob), Optional.empty(), Optional.empty())))
        .containsExactly(id(paper));
    assertThat(
            ids(
                company,
                new Filter(Optional.empty(), Optional.of(ReportStatus.OPEN), Optional.empty())))
        .containsExactly(id(fire));
    assertThat(found(company, "print")).containsExactly(id(paper), id(fire));
    assertThat(found(company, "fire PRINTER")).containsExactly(id(fire));
    assertThat(found(company, "2nd")).containsExactly(id(paper));
    for (var nothing : List.of("inter", "printer water", "\0", "%", "' or 1=1 --", ":* & |")) {
      assertThat(found(company, nothing)).as(nothing).isEmpty();
    }
    assertThat(found(company(), "printer")).isEmpty();
  }

  @Test
  default void aPageEndsBeforeItsTextsAreTooManyBytes() {
    var company = company();
    var ada = user(company);
    for (int i = 0; i < 15; i++) { // of a little over 80 000 bytes each
      AReport.filed(this, company, ada, "long", "\ud83d\udc4b".repeat(20_000), NOON.plusSeconds(i));
    }

    var first = desk().page(company, Filter.ALL, Slice.first(100));
    var rest = desk().page(company, Filter.ALL, new Slice(first.next(), 0, 100));
    assertThat(first.items()).hasSize(13);
    assertThat(rest.items()).hasSize(2).doesNotContainAnyElementsOf(first.items());
    assertThat(rest.next()).isEmpty();
  }

  @Test
  default void countsByStatus() {
    var company = company();
    var ada = user(company);
    assertThat(desk().counts(company))
        .isEqualTo(
            Map.of(ReportStatus.OPEN, 0L, ReportStatus.IN_PROGRESS, 0L, ReportStatus.RESOLVED, 0L));
    AReport.filed(this, company, ada);
    AReport.filed(this, company, ada);
    var done = AReport.filed(this, company, ada);
    AReport.answered(this, done, ada, "", ReportStatus.RESOLVED);
    assertThat(desk().counts(company))
        .isEqualTo(
            Map.of(ReportStatus.OPEN, 2L, ReportStatus.IN_PROGRESS, 0L, ReportStatus.RESOLVED, 1L));
  }

  @Test
  default void whoIsDeletedTakesTheirReportsAlongAndLeavesTheirAnswers() {
    var company = company();
    var ada = user(company);
    var boss = user(company);
    var kept = AReport.filed(this, company, ada);
    AReport.answered(this, kept, boss, "put out", ReportStatus.RESOLVED);
    var gone = AReport.filed(this, company, boss);
    AReport.answered(this, gone, ada, "why?", ReportStatus.IN_PROGRESS);
    delete(company, boss);
    assertThat(ids(company, Filter.ALL)).containsExactly(id(kept));
    var shown = desk().find(company, kept.id()).orElseThrow();
    assertThat(shown.status()).isEqualTo("resolved");
    assertThat(shown.resolvedAt()).isEqualTo(NOON.plusSeconds(60));
    assertThat(shown.resolvedBy()).isNull();
    assertThat(shown.resolverUsername()).isNull();
    var answer = desk().comments(company, kept.id(), 0, 10).getFirst();
    assertThat(answer.comment()).isEqualTo("put out");
    assertThat(answer.authorId()).isNull();
    assertThat(answer.authorUsername()).isNull();
    var reread = transactions().inTransaction(() -> reports().lock(company, kept.id()));
    assertThat(reread.orElseThrow().resolution().orElseThrow().by()).isEmpty();
  }

  private List<Long> found(CompanyId company, String words) {
    return ids(company, new Filter(Optional.empty(), Optional.empty(), Optional.of(words)));
  }

  private List<Long> ids(CompanyId company, Filter filter) {
    return desk().page(company, filter, Slice.first(100)).items().stream()
        .map(ReportView::id)
        .toList();
  }

  private static long id(Report report) {
    return report.id().value();
  }
}
