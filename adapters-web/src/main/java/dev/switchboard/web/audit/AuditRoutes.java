package dev.switchboard.web.audit;

import dev.switchboard.application.Json;
import dev.switchboard.application.account.Companies;
import dev.switchboard.application.audit.AuditRecord;
import dev.switchboard.application.audit.AuditRecords;
import dev.switchboard.application.audit.AuditRecords.Filter;
import dev.switchboard.application.audit.ExportAudit;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.web.Access;
import dev.switchboard.web.Mounts;
import dev.switchboard.web.Requests;
import dev.switchboard.web.Routes;
import dev.switchboard.web.Slices;
import dev.switchboard.web.Streamed;
import dev.switchboard.web.admission.Doorkeeper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/** {@code /audit}: the trail, newest first, and a copy of it for a spreadsheet. */
public final class AuditRoutes implements Routes {
  private static final Access VIEW = Access.anyOf(Permission.AUDIT_VIEW);

  private final AuditRecords records;
  private final Companies companies;
  private final ExportAudit export;
  private final Json json;

  public AuditRoutes(AuditRecords records, Companies companies, ExportAudit export, Json json) {
    this.records = records;
    this.companies = companies;
    this.export = export;
    this.json = json;
  }

  @Override
  public void addTo(RoutesConfig routes) {
    Mounts.AUDIT.each("", path -> routes.get(path, this::list, VIEW));
    Mounts.AUDIT.each("/export", path -> routes.get(path, this::export, VIEW));
  }

  private void list(Context context) {
    AuditQuery.requireFiltersOrPaging(context);
    var page = records.page(company(context), AuditQuery.filter(context), Slices.of(context));
    Slices.link(context, page.next());
    context.json(page.items().stream().map(AuditLine::of).toList());
  }

  /** Written as it is read: it may be long, and who takes it slowly holds no place meanwhile. */
  private void export(Context context) {
    AuditQuery.requireFilters(context);
    var command =
        new ExportAudit.Command(
            Requests.caller(context), company(context), AuditQuery.filter(context));
    context.contentType("text/csv; charset=utf-8");
    context.header("Content-Disposition", "attachment; filename=\"audit.csv\"");
    context.header("Cache-Control", "no-store");
    Doorkeeper.leave(context);
    Streamed.write(context, out -> export(command, out));
  }

  private void export(ExportAudit.Command command, Writer out) throws IOException {
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
  }

  /** Also one that is deleted, for its trail stays. */
  private CompanyId company(Context context) {
    var company = AuditQuery.company(context);
    if (!company.equals(Requests.caller(context).company())
        && companies.find(company).isEmpty()
        && records.page(company, Filter.ALL, Slice.first(1)).items().isEmpty()) {
      throw new Missing("company_not_found", "Company not found").asException();
    }
    return company;
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
