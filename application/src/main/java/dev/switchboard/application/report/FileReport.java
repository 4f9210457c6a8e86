package dev.switchboard.application.report;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Rights;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.report.Report;
import dev.switchboard.domain.report.ReportContent;
import dev.switchboard.domain.report.ReportId;
import dev.switchboard.domain.report.ReportTitle;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Use case: somebody reports something. */
public final class FileReport {
  private static final Logger LOG = LoggerFactory.getLogger(FileReport.class);

  public record Command(Caller caller, ReportTitle title, ReportContent content) {}

  private final Transactions transactions;
  private final Rights rights;
  private final Reports reports;
  private final Streams streams;
  private final Ids ids;
  private final Clock clock;

  public FileReport(
      Transactions transactions,
      Rights rights,
      Reports reports,
      Streams streams,
      Ids ids,
      Clock clock) {
    this.transactions = transactions;
    this.rights = rights;
    this.reports = reports;
    this.streams = streams;
    this.ids = ids;
    this.clock = clock;
  }

  public Report handle(Command command) {
    var filed = transactions.inTransaction(() -> file(command));
    LOG.info(
        "report {} of company {} filed by user {}", filed.id(), filed.company(), filed.reporter());
    return filed;
  }

  private Report file(Command command) {
    var caller = rights.hold(command.caller());
    var report =
        Report.file(
            caller.company(),
            new ReportId(ids.next()),
            caller.user(),
            command.title(),
            command.content(),
            clock.instant());
    reports.add(report);
    streams.append(ReportFrames.updated(report, caller));
    return report;
  }
}
