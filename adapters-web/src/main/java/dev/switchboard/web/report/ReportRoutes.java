package dev.switchboard.web.report;

import dev.switchboard.application.report.FileReport;
import dev.switchboard.application.report.ReportAccess;
import dev.switchboard.application.report.ReportDesk;
import dev.switchboard.application.report.ReportView;
import dev.switchboard.application.report.RewordReport;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.report.Report;
import dev.switchboard.domain.report.ReportContent;
import dev.switchboard.domain.report.ReportId;
import dev.switchboard.domain.report.ReportTitle;
import dev.switchboard.web.Access;
import dev.switchboard.web.EntityTags;
import dev.switchboard.web.Fields;
import dev.switchboard.web.Idempotent;
import dev.switchboard.web.Mounts;
import dev.switchboard.web.Requests;
import dev.switchboard.web.Routes;
import dev.switchboard.web.Slices;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import java.util.Optional;

/** What everybody does with their own reports. */
public final class ReportRoutes implements Routes {
  record FileBody(String title, String content) {}

  record RewordBody(String title, String content, Integer revision) {}

  private final ReportDesk desk;
  private final FileReport file;
  private final RewordReport reword;

  public ReportRoutes(ReportDesk desk, FileReport file, RewordReport reword) {
    this.desk = desk;
    this.file = file;
    this.reword = reword;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    var everybody = Access.AUTHENTICATED;
    Mounts.REPORTS.each("", path -> routes.post(path, this::file, everybody, Idempotent.BY_KEY));
    Mounts.REPORTS.each("", path -> routes.get(path, this::own, everybody));
    Mounts.REPORTS.each("/{id}", path -> routes.get(path, this::one, everybody));
    Mounts.REPORTS.each("/{id}", path -> routes.put(path, this::reword, everybody));
    Mounts.REPORTS.each("/{id}/comments", path -> routes.get(path, this::comments, everybody));
  }

  private void file(Context context) {
    var body = Requests.body(context, FileBody.class);
    var fields = new Fields();
    var title = fields.read(() -> new ReportTitle(required("title", body.title())));
    var content = fields.read(() -> new ReportContent(required("content", body.content())));
    fields.requireRight();
    var filed = file.handle(new FileReport.Command(Requests.caller(context), title, content));
    context
        .status(HttpStatus.CREATED)
        .header(Header.LOCATION, Mounts.REPORTS.paths().getLast() + "/" + filed.id())
        .json(view(desk, filed));
  }

  private void own(Context context) {
    var caller = Requests.caller(context);
    var filter = ReportQuery.of(context, Optional.of(caller.user()));
    var page = desk.page(caller.company(), filter, Slices.of(context));
    Slices.link(context, page.next());
    context.json(page.items());
  }

  private void one(Context context) {
    show(context, visible(context));
  }

  private void reword(Context context) {
    var body = Requests.body(context, RewordBody.class);
    var reworded =
        reword.handle(
            new RewordReport.Command(
                Requests.caller(context),
                id(context),
                Optional.ofNullable(body.revision()),
                Optional.ofNullable(body.title()).map(ReportTitle::new),
                Optional.ofNullable(body.content()).map(ReportContent::new),
                EntityTags.seen(context)));
    show(context, view(desk, reworded));
  }

  private void comments(Context context) {
    var report = visible(context);
    context.json(
        desk.comments(
            Requests.caller(context).company(),
            new ReportId(report.id()),
            Requests.skip(context),
            Requests.limit(context)));
  }

  private ReportView visible(Context context) {
    var caller = Requests.caller(context);
    return ReportAccess.of(caller, desk.find(caller.company(), id(context)));
  }

  static void show(Context context, ReportView report) {
    EntityTags.show(context, report.revision());
    context.json(report);
  }

  static ReportView view(ReportDesk desk, Report report) {
    return desk.find(report.company(), report.id()).orElseThrow();
  }

  static ReportId id(Context context) {
    return new ReportId(Requests.id(context, "id"));
  }

  static String required(String field, String value) {
    if (value == null) {
      throw Invalid.field(field, "missing", field + " is required").asException();
    }
    return value;
  }
}
