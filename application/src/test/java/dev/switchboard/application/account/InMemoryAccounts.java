package dev.switchboard.application.account;

import dev.switchboard.application.Ids;
import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.audit.InMemoryAuditTrail;

/** All ports of accounts in memory, over one unit of work. */
public class InMemoryAccounts implements AccountPorts {
  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final InMemoryIds ids = new InMemoryIds();
  private final InMemoryCompanies companies = new InMemoryCompanies(transactions);
  private final InMemoryRoles roles = new InMemoryRoles(transactions);
  private final InMemorySessions sessions = new InMemorySessions(transactions);
  private final InMemoryUsers users = new InMemoryUsers(transactions, roles, sessions::removeOf);
  private final InMemoryInvitations invitations = new InMemoryInvitations(transactions);
  private final InMemoryResetTokens resetTokens = new InMemoryResetTokens(transactions);
  private final InMemoryRefreshTokens refreshTokens = new InMemoryRefreshTokens(transactions);
  private final InMemoryAuditTrail audit = new InMemoryAuditTrail(transactions, ids);

  @Override
  public InMemoryTransactions transactions() {
    return transactions;
  }

  @Override
  public Ids ids() {
    return ids;
  }

  @Override
  public Companies companies() {
    return companies;
  }

  @Override
  public InMemoryRoles roles() {
    return roles;
  }

  @Override
  public InMemoryUsers users() {
    return users;
  }

  @Override
  public InMemorySessions sessions() {
    return sessions;
  }

  @Override
  public InMemoryInvitations invitations() {
    return invitations;
  }

  @Override
  public InMemoryResetTokens resetTokens() {
    return resetTokens;
  }

  @Override
  public CompanyRemoval removal() {
    return new InMemoryCompanyRemoval(companies, users);
  }

  @Override
  public InMemoryRefreshTokens refreshTokens() {
    return refreshTokens;
  }

  @Override
  public InMemoryAuditTrail audit() {
    return audit;
  }

  @Override
  public Rights rights() {
    return new InMemoryRights(users, roles);
  }
}
