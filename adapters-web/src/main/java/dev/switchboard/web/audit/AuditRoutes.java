package dev.switchboard.web.audit;

import dev.switchboard.application.Json;
import dev.switchboard.application.audit.AuditRecord;
import dev.switchboard.application.audit.AuditRecords;
import dev.switchboard.application.audit.ExportAudit;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.web.Access;
import dev.switchboard.web.Mounts;
import dev.switchboard.web.Requests;
import dev.switchboard.web.Routes;
import dev.switchboard.web.Slices;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** {@code /audit}: the trail, newest first, and a copy of it for a spreadsheet. */
public final class AuditRoutes implements Routes {
  private static final Access VIEW = Access.anyOf(Permission.AUDIT_VIEW);

  private final AuditRecords records;
  private final ExportAudit export;
  private final Json json;

  public AuditRoutes(AuditRecords records, ExportAudit export, Json json) {
    this.records = records;
    this.export = export;
    this.json = json;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    Mounts.AUDIT.each("", path -> routes.get(path, this::list, VIEW));
    Mounts.AUDIT.each("/export", path -> routes.get(path, this::export, VIEW));
  }

  private void list(Context context) {
    var page =
        records.page(AuditQuery.company(context), AuditQuery.filter(context), Slices.of(context));
    Slices.link(context, page.next());
    context.json(page.items().stream().map(AuditLine::of).toList());
  }

  /** Written as it is read: it may be long. */
  private void export(Context context) {
    var command =
        new ExportAudit.Command(
            Requests.caller(context), AuditQuery.company(context), AuditQuery.filter(context));
    context.contentType("text/csv; charset=utf-8");
    context.header("Content-Disposition", "attachment; filename=\"audit.csv\"");
    context.header("Cache-Control", "no-store");
    var out =
        new BufferedWriter(new OutputStreamWriter(context.outputStream(), StandardCharsets.UTF_8));
    try {
      out.write(
          Csv.line(
              "id",
              "at",
              "action",
              "actor_id",
              "session_id",
              "address",
              "object_type",
              "object_id",
              "facts"));
      export.handle(command, record -> write(out, record));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(Writer out, AuditRecord record) {
    var line = AuditLine.of(record);
    try {
      out.write(
          Csv.line(
              line.id(),
              line.at(),
              line.action(),
              line.actorId(),
              line.sessionId(),
              line.address(),
              line.objectType(),
              line.objectId(),
              json.write(line.facts())));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // whoever asked has gone
    }
  }
}
