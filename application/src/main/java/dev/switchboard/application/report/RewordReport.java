package dev.switchboard.application.report;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Rights;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.Seen;
import dev.switchboard.domain.report.Report;
import dev.switchboard.domain.report.ReportContent;
import dev.switchboard.domain.report.ReportId;
import dev.switchboard.domain.report.ReportTitle;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Use case: the reporter words a report differently that nobody has taken up. */
public final class RewordReport {
  private static final Logger LOG = LoggerFactory.getLogger(RewordReport.class);

  /**
   * What is absent stays.
   *
   * @param revision only if it is still that one, as the body says it; the ancestors' frontends
   *     know that refusal as a conflict
   */
  public record Command(
      Caller caller,
      ReportId report,
      Optional<Integer> revision,
      Optional<ReportTitle> title,
      Optional<ReportContent> content,
      Seen seen) {}

  private final Transactions transactions;
  private final Rights rights;
  private final Reports reports;
  private final Streams streams;
  private final Clock clock;

  public RewordReport(
      Transactions transactions, Rights rights, Reports reports, Streams streams, Clock clock) {
    this.transactions = transactions;
    this.rights = rights;
    this.reports = reports;
    this.streams = streams;
    this.clock = clock;
  }

  public Report handle(Command command) {
    var reworded = transactions.inTransaction(() -> reword(command));
    LOG.info("report {} of company {} reworded", reworded.id(), reworded.company());
    return reworded;
  }

  private Report reword(Command command) {
    var caller = rights.hold(command.caller());
    var before = ReportAccess.present(reports.lock(caller.company(), command.report()));
    command.seen().require(before.revision());
    var after =
        before.reworded(
            caller.user(), command.revision(), command.title(), command.content(), clock.instant());
    if (!after.equals(before)) {
      reports.update(after);
      streams.append(ReportFrames.updated(after, caller));
    }
    return after;
  }
}
