package dev.switchboard.application.account;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.Profile;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.Username;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Use case, on every start: an empty database gets its first company and the superuser {@code
 * admin}; any other has its system roles brought up to date. Of several that start at once, one
 * does it.
 */
public final class BootstrapInstallation {
  private static final String COMPANY = "Default company";
  private static final String ADMIN = "admin";
  // without characters that are taken for one another
  private static final String ALPHABET =
      "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int PASSWORD_LENGTH = 20; // above 116 bits
  private static final int COMPANIES_AT_ONCE = 500;

  /**
   * To be shown once.
   *
   * @param password absent when it was given, for then it is known
   */
  public record FirstAdmin(String username, Optional<Password> password) {}

  private final Transactions transactions;
  private final Companies companies;
  private final FoundCompany foundCompany;
  private final EnsureCompanyRoles ensureRoles;
  private final AddUser addUser;
  private final AuditTrail audit;
  private final RandomGenerator random;

  /**
   * @param random cryptographically strong
   */
  public BootstrapInstallation(
      Transactions transactions,
      Companies companies,
      FoundCompany foundCompany,
      EnsureCompanyRoles ensureRoles,
      AddUser addUser,
      AuditTrail audit,
      RandomGenerator random) {
    this.transactions = transactions;
    this.companies = companies;
    this.foundCompany = foundCompany;
    this.ensureRoles = ensureRoles;
    this.addUser = addUser;
    this.audit = audit;
    this.random = random;
  }

  /**
   * @return the superuser, on the first start only
   * @throws dev.switchboard.domain.Rejected the password given is too short
   */
  public Optional<FirstAdmin> handle(Optional<Password> adminPassword) {
    if (companies.oldest().isPresent()) {
      transactions.inTransaction(this::updateRoles);
      return Optional.empty();
    }
    var password = adminPassword.orElseGet(this::randomPassword);
    var prepared = addUser.prepareAnyway(admin(password));
    var founded =
        transactions.inTransaction(
            () -> {
              companies.lockInstallation();
              if (companies.oldest().isPresent()) {
                return false; // another node was first
              }
              var company = foundCompany.handle(COMPANY);
              var first = addUser.store(prepared, company.id(), Set.of(), true);
              record(company, first);
              return true;
            });
    return founded
        ? Optional.of(
            new FirstAdmin(
                ADMIN, adminPassword.isPresent() ? Optional.empty() : Optional.of(password)))
        : Optional.empty();
  }

  private void record(Company company, User first) {
    var founded = AuditEvent.unattended(company.id(), AuditAction.COMPANY_CREATED);
    var created = AuditEvent.unattended(company.id(), AuditAction.USER_CREATED);
    audit.add(FoundCompany.recorded(founded, company).with("by", "installation"));
    audit.add(AddUser.recorded(created, first).with("by", "installation"));
  }

  private void updateRoles() {
    companies.lockInstallation();
    var some = companies.after(Optional.empty(), COMPANIES_AT_ONCE);
    while (!some.isEmpty()) {
      ensureRoles.handle(some);
      some = companies.after(Optional.of(some.getLast()), COMPANIES_AT_ONCE);
    }
  }

  private static NewUser admin(Password password) {
    return new NewUser(
        Optional.of(new Username(ADMIN)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Profile.named(Optional.of("Administrator"), Optional.empty(), Optional.empty()),
        password,
        false);
  }

  private Password randomPassword() {
    var password = new StringBuilder(PASSWORD_LENGTH);
    for (int i = 0; i < PASSWORD_LENGTH; i++) {
      password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new Password(password.toString());
  }
}
