package dev.switchboard.persistence.account;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.AccountPorts;
import dev.switchboard.application.account.Companies;
import dev.switchboard.application.account.CompanyRemoval;
import dev.switchboard.application.account.Invitations;
import dev.switchboard.application.account.RefreshTokens;
import dev.switchboard.application.account.ResetTokens;
import dev.switchboard.application.account.Rights;
import dev.switchboard.application.account.Roles;
import dev.switchboard.application.account.Sessions;
import dev.switchboard.application.account.Users;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.Role;
import dev.switchboard.persistence.TestDatabase;
import dev.switchboard.persistence.audit.PostgresAuditTrail;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All ports of accounts on one database for a test class. */
public class PostgresAccounts implements AccountPorts {
  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @Override
  public Transactions transactions() {
    return test.database();
  }

  @Override
  public Ids ids() {
    return test.ids();
  }

  @Override
  public Companies companies() {
    return new HibernateCompanies(test.database());
  }

  @Override
  public Roles roles() {
    return new HibernateRoles(test.database());
  }

  @Override
  public Users users() {
    return new HibernateUsers(test.database());
  }

  @Override
  public Sessions sessions() {
    return new HibernateSessions(test.database());
  }

  @Override
  public Invitations invitations() {
    return new PostgresInvitations(test.database());
  }

  @Override
  public ResetTokens resetTokens() {
    return new PostgresResetTokens(test.database());
  }

  @Override
  public CompanyRemoval removal() {
    return new PostgresCompanyRemoval(test.database());
  }

  @Override
  public RefreshTokens refreshTokens() {
    return new PostgresRefreshTokens(test.database());
  }

  @Override
  public AuditTrail audit() {
    return new PostgresAuditTrail(test.database(), test.ids(), CLOCK);
  }

  @Override
  public Rights rights() {
    return new PostgresRights(test.database());
  }

  /** A role as an administrator made it. */
  public void addOwn(Role role) {
    test.execute(
        "insert into role values (?, ?, ?, ?, ?, false, ?, ?, ?)",
        role.company().value(),
        role.id().value(),
        role.slug(),
        role.name(),
        role.description().orElse(null),
        role.permissions().stream().map(Permission::code).toArray(String[]::new),
        role.createdAt(),
        role.updatedAt());
  }
}
