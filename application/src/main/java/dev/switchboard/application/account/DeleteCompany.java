package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.User;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Use case: a superuser closes a company for good, with everything in it. Nobody gets in from the
 * first moment on; the rest goes in many small units of work. What is cut off is finished by asking
 * again. Of two superusers who close each other's company the first one does: the other is none any
 * more, so that one always stays.
 */
public final class DeleteCompany {
  private static final Logger LOG = LoggerFactory.getLogger(DeleteCompany.class);
  private static final int ROWS_AT_ONCE = 2_000;
  private static final int USERS_AT_ONCE = 500;

  private final Transactions transactions;
  private final Rights rights;
  private final Companies companies;
  private final CompanyRemoval removal;
  private final Users users;
  private final Sessions sessions;
  private final SessionRevocations revocations;
  private final AuditTrail audit;
  private final Clock clock;

  public DeleteCompany(
      Transactions transactions,
      Rights rights,
      Companies companies,
      CompanyRemoval removal,
      Users users,
      Sessions sessions,
      SessionRevocations revocations,
      AuditTrail audit,
      Clock clock) {
    this.transactions = transactions;
    this.rights = rights;
    this.companies = companies;
    this.removal = removal;
    this.users = users;
    this.sessions = sessions;
    this.revocations = revocations;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @throws dev.switchboard.domain.Rejected there is no such company, or it is the caller's own or
   *     the one that newcomers join
   */
  public void handle(Caller by, CompanyId id) {
    var company = closable(by, id);
    transactions.inTransaction(
        () -> {
          rights.change(by, id);
          removal.shut(id);
        });
    endSessions(id);
    removeAll(id);
    transactions.inTransaction(
        () -> {
          removal.remove(id);
          audit.add(
              AuditEvent.by(by, AuditAction.COMPANY_DELETED, AuditObject.of(id))
                  .with("name", company.name()));
        });
    LOG.info("user {} deleted company {}", by.user(), id);
  }

  private Company closable(Caller by, CompanyId id) {
    var company =
        companies
            .find(id)
            .orElseThrow(() -> new Missing("company_not_found", "Company not found").asException());
    if (id.equals(by.company())) {
      throw new Refused("own_company", "Nobody can delete the company they are in").asException();
    }
    if (companies.oldest().filter(id::equals).isPresent()) {
      throw new Refused("default_company", "The installation's first company must stay")
          .asException();
    }
    return company;
  }

  private void endSessions(CompanyId id) {
    for (int skip = 0; ; skip += USERS_AT_ONCE) {
      var page = users.page(id, Users.Filter.ALL, skip, USERS_AT_ONCE);
      if (page.isEmpty()) {
        return;
      }
      transactions.inTransaction(() -> endSessions(id, page));
    }
  }

  private void endSessions(CompanyId id, List<User> page) {
    var now = clock.instant();
    var ended = new ArrayList<SessionId>();
    page.forEach(
        user -> ended.addAll(sessions.endAll(id, user.id(), Session.End.COMPANY_CLOSED, now)));
    transactions.beforeCommit(() -> revocations.revoked(id, ended));
  }

  private void removeAll(CompanyId id) {
    int removed;
    do {
      removed = transactions.inTransaction(() -> removal.removeSome(id, ROWS_AT_ONCE));
    } while (removed > 0);
  }
}
