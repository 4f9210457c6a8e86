package dev.switchboard.domain.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant LATER = NOON.plusSeconds(60);
  private static final UserId ADA = new UserId(1);
  private static final UserId BOSS = new UserId(2);
  private static final UserId OTHER_BOSS = new UserId(3);

  private final Report open =
      Report.file(
          new CompanyId(9),
          new ReportId(7),
          ADA,
          new ReportTitle("Printer"),
          new ReportContent("on fire"),
          NOON);

  @Test
  void aNewReportIsOpenAndUnanswered() {
    assertThat(open.status()).isEqualTo(ReportStatus.OPEN);
    assertThat(open.comment()).isEmpty();
    assertThat(open.resolution()).isEmpty();
    assertThat(open.createdAt()).isEqualTo(open.updatedAt()).isEqualTo(NOON);
    assertThat(ReportComment.newest(open, BOSS)).isEmpty();
  }

  @Test
  void itsReporterChangesWhatIsGivenAndKeepsTheRest() {
    var title = reworded(open, "Two printers", null);
    assertThat(title.title().value()).isEqualTo("Two printers");
    assertThat(title.content()).isEqualTo(open.content());
    var content = reworded(title, null, "are on fire");
    assertThat(content.title()).isEqualTo(title.title());
    assertThat(content.content().value()).isEqualTo("are on fire");
    assertThat(content.revision()).isEqualTo(2);
    assertThat(content.updatedAt()).isEqualTo(LATER);
    assertThat(content.createdAt()).isEqualTo(NOON);
  }

  @Test
  void nobodyElseChangesItAndNobodyOnceItIsTakenUp() {
    refused(
        Rejection.Forbidden.class,
        "not_the_reporter",
        () -> open.reworded(BOSS, Optional.empty(), Optional.empty(), Optional.empty(), LATER));
    for (var status : new ReportStatus[] {ReportStatus.IN_PROGRESS, ReportStatus.RESOLVED}) {
      var taken = moved(open, BOSS, status);
      refused(Rejection.Refused.class, "report_not_open", () -> reworded(taken, "x", null));
      assertThat(reworded(moved(taken, BOSS, ReportStatus.OPEN), "x", null).title().value())
          .isEqualTo("x");
    }
  }

  @Test
  void whoLookedAtAnEarlierRevisionDoesNotOverwriteALaterOne() {
    var changed = reworded(open, "x", null);
    refused(
        Rejection.Conflict.class,
        "report_changed",
        () -> changed.reworded(ADA, Optional.of(0), Optional.empty(), Optional.empty(), LATER));
    assertThat(changed.reworded(ADA, Optional.of(1), Optional.empty(), Optional.empty(), LATER))
        .isSameAs(changed);
    assertThat(reworded(changed, "y", null).revision()).isEqualTo(2);
  }

  @Test
  void resolvedItIsTheLastResolversAndReopenedNobodys() {
    var resolved = moved(open, BOSS, ReportStatus.RESOLVED);
    assertThat(resolved.resolution()).contains(new Resolution(LATER, Optional.of(BOSS)));
    var again = moved(resolved, OTHER_BOSS, ReportStatus.RESOLVED);
    assertThat(again.resolution()).contains(new Resolution(LATER, Optional.of(OTHER_BOSS)));
    for (var status : new ReportStatus[] {ReportStatus.OPEN, ReportStatus.IN_PROGRESS}) {
      assertThat(moved(again, BOSS, status).resolution()).isEmpty();
    }
  }

  @Test
  void aCommentAloneMovesNothing() {
    var resolved = moved(open, BOSS, ReportStatus.RESOLVED);
    var said =
        resolved.answered(
            OTHER_BOSS, CommentText.of("well done"), Optional.empty(), LATER.plusSeconds(1));
    assertThat(said.status()).isEqualTo(ReportStatus.RESOLVED);
    assertThat(said.resolution()).isEqualTo(resolved.resolution());
    assertThat(said.comment()).contains(new CommentText("well done"));
    assertThat(ReportComment.newest(said, OTHER_BOSS))
        .contains(
            new ReportComment(
                said.id(),
                1,
                Optional.of(OTHER_BOSS),
                new CommentText("well done"),
                ReportStatus.RESOLVED,
                LATER.plusSeconds(1)));
  }

  @Test
  void aMoveAloneLeavesTheComment() {
    var said = open.answered(BOSS, CommentText.of("hm"), Optional.empty(), LATER);
    var moved = moved(said, BOSS, ReportStatus.IN_PROGRESS);
    assertThat(moved.comment()).contains(new CommentText("hm"));
    assertThat(moved.comments()).isEqualTo(1);
    assertThat(moved.revision()).isEqualTo(2);
    refused(
        Rejection.Invalid.class,
        "missing",
        () -> open.answered(BOSS, CommentText.of(" \n"), Optional.empty(), LATER));
  }

  @Test
  void theSameWordsAgainAreNothingNew() {
    var said = open.answered(BOSS, CommentText.of("hm"), Optional.empty(), LATER);
    var moved =
        said.answered(OTHER_BOSS, CommentText.of("hm"), Optional.of(ReportStatus.RESOLVED), LATER);
    assertThat(moved.comments()).isEqualTo(1);
    assertThat(moved.status()).isEqualTo(ReportStatus.RESOLVED);
    var other = moved.answered(OTHER_BOSS, CommentText.of("done"), Optional.empty(), LATER);
    assertThat(other.answered(BOSS, CommentText.of("hm"), Optional.empty(), LATER).comments())
        .isEqualTo(3);
  }

  @Test
  void anImpossibleReportCannotBeMade() {
    assertThatThrownBy(() -> with(ReportStatus.RESOLVED, Optional.empty(), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> with(ReportStatus.OPEN, Optional.empty(), 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> with(ReportStatus.OPEN, CommentText.of("x"), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aStatusHasAName() {
    assertThat(ReportStatus.codes()).isEqualTo("open, in_progress, resolved");
    for (var status : ReportStatus.values()) {
      assertThat(ReportStatus.wanted(status.code())).isEqualTo(status);
    }
    assertThatThrownBy(() -> ReportStatus.wanted("done"))
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected ->
                assertThat(rejected.reason().detail())
                    .isEqualTo("Invalid status. Must be one of: open, in_progress, resolved"));
  }

  @Test
  void textsAreBoundedAndPrintable() {
    assertThat(new ReportTitle("  Cafe\u0301 ").value()).isEqualTo("Caf\u00e9");
    assertThat(new ReportTitle("\uD83D\uDD25".repeat(255)).value()).hasSize(510);
    assertThat(new ReportContent(" a\n\tb\r\n ").value()).isEqualTo(" a\n\tb\r\n ");
    refusedText("missing", () -> new ReportTitle(" "));
    refusedText("missing", () -> new ReportContent("\n\t "));
    refusedText("too_long", () -> new ReportTitle("x".repeat(256)));
    refusedText("too_long", () -> new ReportContent("x".repeat(20_001)));
    refusedText("too_long", () -> new CommentText("x".repeat(10_001)));
    refusedText("control_character", () -> new ReportTitle("a\nb"));
    refusedText("control_character", () -> new ReportContent("a\0b"));
    refusedText("control_character", () -> new CommentText("a\uD83Db"));
  }

  private static void refusedText(String code, ThrowingCallable call) {
    refused(Rejection.Invalid.class, code, call);
  }

  private static void refused(Class<?> kind, String code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Rejected.class,
            rejected -> {
              assertThat(rejected.reason()).isInstanceOf(kind);
              assertThat(rejected.reason().code()).isEqualTo(code);
            });
  }

  private static Report reworded(Report report, String title, String content) {
    return report.reworded(
        ADA,
        Optional.empty(),
        Optional.ofNullable(title).map(ReportTitle::new),
        Optional.ofNullable(content).map(ReportContent::new),
        LATER);
  }

  private static Report moved(Report report, UserId by, ReportStatus to) {
    return report.answered(by, Optional.empty(), Optional.of(to), LATER);
  }

  private Report with(ReportStatus status, Optional<CommentText> comment, int comments) {
    return new Report(
        open.company(),
        open.id(),
        ADA,
        open.title(),
        open.content(),
        status,
        comment,
        comments,
        Optional.empty(),
        0,
        NOON,
        NOON);
  }
}
