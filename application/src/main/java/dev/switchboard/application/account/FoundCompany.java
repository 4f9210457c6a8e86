package dev.switchboard.application.account;

import dev.switchboard.application.Ids;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.company.CompanyId;
import java.time.Clock;
import java.util.List;

/** Makes a company with its roles. Runs inside the caller's unit of work. */
public final class FoundCompany {
  private final Companies companies;
  private final EnsureCompanyRoles ensureRoles;
  private final Ids ids;
  private final Clock clock;

  public FoundCompany(Companies companies, EnsureCompanyRoles ensureRoles, Ids ids, Clock clock) {
    this.companies = companies;
    this.ensureRoles = ensureRoles;
    this.ids = ids;
    this.clock = clock;
  }

  public Company handle(String name) {
    var now = clock.instant();
    var company = Company.named(new CompanyId(ids.next()), name, now);
    companies.add(company);
    ensureRoles.handle(List.of(company.id()));
    return company;
  }

  /** What the trail keeps of it. */
  static AuditEvent recorded(AuditEvent event, Company company) {
    return event.in(company.id()).on(AuditObject.of(company.id())).with("name", company.name());
  }
}
