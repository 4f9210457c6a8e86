package dev.switchboard.application.report;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Rights;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.Seen;
import dev.switchboard.domain.report.CommentText;
import dev.switchboard.domain.report.Report;
import dev.switchboard.domain.report.ReportComment;
import dev.switchboard.domain.report.ReportId;
import dev.switchboard.domain.report.ReportStatus;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: whoever manages reports comments on one, moves it, or both at once. Two who do so at
 * the same time come one after the other, and both comments are kept.
 */
public final class AnswerReport {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerReport.class);

  /** What is absent stays. That the caller manages reports is asked by the route. */
  public record Command(
      Caller caller,
      ReportId report,
      Optional<CommentText> comment,
      Optional<ReportStatus> status,
      Seen seen) {}

  private final Transactions transactions;
  private final Rights rights;
  private final Reports reports;
  private final Streams streams;
  private final Clock clock;

  public AnswerReport(
      Transactions transactions, Rights rights, Reports reports, Streams streams, Clock clock) {
    this.transactions = transactions;
    this.rights = rights;
    this.reports = reports;
    this.streams = streams;
    this.clock = clock;
  }

  public Report handle(Command command) {
    var answered = transactions.inTransaction(() -> answer(command));
    LOG.info(
        "report {} of company {} answered by user {}, {} now",
        answered.id(),
        answered.company(),
        command.caller().user(),
        answered.status().code());
    return answered;
  }

  private Report answer(Command command) {
    var caller = rights.hold(command.caller());
    var before = ReportAccess.present(reports.lock(caller.company(), command.report()));
    command.seen().require(before.revision());
    var after =
        before.answered(caller.user(), command.comment(), command.status(), clock.instant());
    reports.update(after);
    if (after.comments() > before.comments()) {
      ReportComment.newest(after, caller.user())
          .ifPresent(comment -> reports.addComment(caller.company(), comment));
    }
    streams.append(ReportFrames.updated(after, caller));
    return after;
  }
}
