package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.company.CompanyId;
import java.time.Clock;
import java.util.Optional;

/** Use case: a superuser gives a company another name. */
public final class UpdateCompany {
  /**
   * @param name unchanged where it is empty
   */
  public record Command(Caller by, CompanyId company, Optional<String> name) {}

  private final Transactions transactions;
  private final Rights rights;
  private final Companies companies;
  private final AuditTrail audit;
  private final Clock clock;

  public UpdateCompany(
      Transactions transactions,
      Rights rights,
      Companies companies,
      AuditTrail audit,
      Clock clock) {
    this.transactions = transactions;
    this.rights = rights;
    this.companies = companies;
    this.audit = audit;
    this.clock = clock;
  }

  public Company handle(Command command) {
    return transactions.inTransaction(() -> change(command));
  }

  private Company change(Command command) {
    var by = rights.hold(command.by());
    var known =
        companies
            .find(command.company())
            .orElseThrow(() -> new Missing("company_not_found", "Company not found").asException());
    var changed = known.renamed(command.name().orElse(known.name()), clock.instant());
    if (changed.name().equals(known.name())) {
      return known;
    }
    companies.update(changed);
    audit.add(
        AuditEvent.by(by, AuditAction.COMPANY_UPDATED, AuditObject.of(known.id()))
            .in(known.id())
            .with("name_before", known.name())
            .with("name", changed.name()));
    return changed;
  }
}
