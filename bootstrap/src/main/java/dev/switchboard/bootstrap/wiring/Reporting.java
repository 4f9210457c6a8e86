package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.report.AnswerReport;
import dev.switchboard.application.report.FileReport;
import dev.switchboard.application.report.RewordReport;
import dev.switchboard.persistence.report.HibernateReports;
import dev.switchboard.persistence.report.PostgresReportDesk;
import dev.switchboard.web.Routes;
import dev.switchboard.web.report.ReportAdminRoutes;
import dev.switchboard.web.report.ReportRoutes;
import java.util.List;

/** What users report, and what is answered. */
final class Reporting {
  private final List<Routes> routes;
  private final FileReport file;
  private final AnswerReport answer;

  Reporting(Core core, Ports ports) {
    var reports = new HibernateReports(core.database());
    var desk = new PostgresReportDesk(core.database());
    file =
        new FileReport(
            core.transactions(),
            ports.rights(),
            reports,
            ports.streams(),
            core.ids(),
            core.clock());
    var reword =
        new RewordReport(
            core.transactions(), ports.rights(), reports, ports.streams(), core.clock());
    answer =
        new AnswerReport(
            core.transactions(), ports.rights(), reports, ports.streams(), core.clock());
    routes = List.of(new ReportRoutes(desk, file, reword), new ReportAdminRoutes(desk, answer));
  }

  FileReport file() {
    return file;
  }

  AnswerReport answer() {
    return answer;
  }

  List<Routes> routes() {
    return routes;
  }
}
