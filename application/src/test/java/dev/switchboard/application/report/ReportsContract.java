package dev.switchboard.application.report;

import static dev.switchboard.application.report.AReport.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.domain.report.CommentText;
import dev.switchboard.domain.report.Report;
import dev.switchboard.domain.report.ReportComment;
import dev.switchboard.domain.report.ReportContent;
import dev.switchboard.domain.report.ReportStatus;
import dev.switchboard.domain.report.ReportTitle;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link Reports} must do. */
public interface ReportsContract extends ReportWorld {
  @Test
  default void whatIsStoredComesBack() {
    var company = company();
    var ada = user(company);
    var boss = user(company);
    var filed = AReport.filed(this, company, ada);
    assertThat(stored(filed)).contains(filed);
    var reworded =
        filed.reworded(
            ada,
            Optional.empty(),
            Optional.of(new ReportTitle("Two printers")),
            Optional.of(new ReportContent("all of\nthem")),
            NOON.plusSeconds(1));
    transactions().inTransaction(() -> reports().update(reworded));
    assertThat(stored(filed)).contains(reworded);
    var resolved = AReport.answered(this, filed, boss, "put out", ReportStatus.RESOLVED);
    assertThat(stored(filed)).contains(resolved);
    var reopened = AReport.answered(this, filed, boss, "", ReportStatus.OPEN);
    assertThat(stored(filed)).contains(reopened);
    assertThat(reopened.resolution()).isEmpty();
  }

  @Test
  default void anotherCompanysReportIsNotThere() {
    var company = company();
    var filed = AReport.filed(this, company, user(company));
    var other = company();
    assertThat(transactions().inTransaction(() -> reports().lock(other, filed.id()))).isEmpty();
  }

  @Test
  default void nothingStaysOfWhatWasRolledBack() {
    var company = company();
    var ada = user(company);
    var filed = AReport.filed(this, company, ada);
    try {
      transactions()
          .inTransaction(
              () -> {
                var answered =
                    filed.answered(ada, CommentText.of("x"), Optional.empty(), NOON.plusSeconds(1));
                reports().update(answered);
                reports().addComment(company, ReportComment.newest(answered, ada).orElseThrow());
                throw new IllegalStateException("on purpose");
              });
    } catch (IllegalStateException _) {
      assertThat(stored(filed)).contains(filed);
      assertThat(desk().comments(company, filed.id(), 0, 10)).isEmpty();
      return;
    }
    throw new AssertionError("was not rolled back");
  }

  @Test
  default void whoAnswersAtTheSameTimeLosesNothing() throws Exception {
    var company = company();
    var filed = AReport.filed(this, company, user(company));
    var bosses = Stream.generate(() -> user(company)).limit(4).toList();
    var answers =
        IntStream.range(0, 40)
            .<Callable<Report>>mapToObj(
                i ->
                    () ->
                        AReport.answered(
                            this,
                            filed,
                            bosses.get(i % bosses.size()),
                            "answer " + i,
                            ReportStatus.values()[i % 3]))
            .toList();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (var answer : threads.invokeAll(answers)) {
        answer.get();
      }
    }
    var last = stored(filed).orElseThrow();
    var history = desk().comments(company, filed.id(), 0, 100);
    assertThat(last.comments()).isEqualTo(40);
    assertThat(last.revision()).isEqualTo(40);
    assertThat(history).extracting(CommentView::comment).doesNotHaveDuplicates().hasSize(40);
    assertThat(history.getFirst().comment()).isEqualTo(last.comment().orElseThrow().value());
    assertThat(history.getFirst().status()).isEqualTo(last.status().code());
    assertThat(history)
        .extracting(CommentView::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, 40).map(i -> 41 - i).boxed().toList());
  }

  private Optional<Report> stored(Report report) {
    return transactions().inTransaction(() -> reports().lock(report.company(), report.id()));
  }
}
