package dev.switchboard.web.report;

import dev.switchboard.application.report.AnswerReport;
import dev.switchboard.application.report.ReportDesk;
import dev.switchboard.domain.report.CommentText;
import dev.switchboard.domain.report.ReportStatus;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.web.Access;
import dev.switchboard.web.EntityTags;
import dev.switchboard.web.Mounts;
import dev.switchboard.web.Requests;
import dev.switchboard.web.Routes;
import dev.switchboard.web.Slices;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;

/** What those do who manage the reports of their company. */
public final class ReportAdminRoutes implements Routes {
  private static final Access MANAGE = Access.anyOf(Permission.REPORT_MANAGE);

  record CommentBody(String comment, String status) {}

  record ResolveBody(String comment) {}

  record Overview(long total, long open, long inProgress, long resolved) {}

  private final ReportDesk desk;
  private final AnswerReport answer;

  public ReportAdminRoutes(ReportDesk desk, AnswerReport answer) {
    this.desk = desk;
    this.answer = answer;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    Mounts.REPORTS.each("/admin/all", path -> routes.get(path, this::all, MANAGE));
    Mounts.REPORTS.each("/admin/overview", path -> routes.get(path, this::overview, MANAGE));
    Mounts.REPORTS.each("/{id}/comment", path -> routes.post(path, this::comment, MANAGE));
    Mounts.REPORTS.each("/{id}/resolve", path -> routes.put(path, this::resolve, MANAGE));
  }

  private void all(Context context) {
    var reporter = Requests.longParam(context, "reporter_id").map(UserId::new);
    var page =
        desk.page(
            Requests.caller(context).company(),
            ReportQuery.of(context, reporter),
            Slices.of(context));
    Slices.link(context, page.next());
    context.json(page.items());
  }

  private void overview(Context context) {
    var counts = desk.counts(Requests.caller(context).company());
    context.json(
        new Overview(
            counts.values().stream().mapToLong(Long::longValue).sum(),
            counts.get(ReportStatus.OPEN),
            counts.get(ReportStatus.IN_PROGRESS),
            counts.get(ReportStatus.RESOLVED)));
  }

  private void comment(Context context) {
    var body = Requests.body(context, CommentBody.class);
    var status = Optional.ofNullable(body.status()).filter(code -> !code.isBlank());
    answer(
        context,
        ReportRoutes.required("comment", body.comment()),
        status.map(ReportStatus::wanted));
  }

  /** An empty comment leaves the one that is there. */
  private void resolve(Context context) {
    var body = Requests.body(context, ResolveBody.class);
    answer(
        context,
        Optional.ofNullable(body.comment()).orElse(""),
        Optional.of(ReportStatus.RESOLVED));
  }

  private void answer(Context context, String comment, Optional<ReportStatus> status) {
    var answered =
        answer.handle(
            new AnswerReport.Command(
                Requests.caller(context),
                ReportRoutes.id(context),
                CommentText.of(comment),
                status,
                EntityTags.seen(context)));
    ReportRoutes.show(context, ReportRoutes.view(desk, answered));
  }
}
