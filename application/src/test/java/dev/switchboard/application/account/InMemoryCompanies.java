package dev.switchboard.application.account;

import dev.switchboard.application.Contention;
import dev.switchboard.application.InMemoryTable;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.company.CompanyId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Held to {@link CompaniesContract}. */
public final class InMemoryCompanies implements Companies {
  private static final Comparator<Company> OLDEST_FIRST =
      Comparator.comparing(Company::createdAt).thenComparing(Company::id);

  private final InMemoryTable<CompanyId, Company> table;

  public InMemoryCompanies(InMemoryTransactions transactions) {
    table = new InMemoryTable<>(transactions);
  }

  @Override
  public Optional<Company> find(CompanyId id) {
    return table.get(id);
  }

  @Override
  public Optional<CompanyId> oldest() {
    return table.all().stream().min(OLDEST_FIRST).map(Company::id);
  }

  @Override
  public List<CompanyId> after(Optional<CompanyId> last, int limit) {
    return table.all().stream()
        .map(Company::id)
        .filter(id -> last.isEmpty() || id.compareTo(last.get()) > 0)
        .sorted()
        .limit(limit)
        .toList();
  }

  @Override
  public List<Company> page(int skip, int limit) {
    return table.all().stream().sorted(OLDEST_FIRST.reversed()).skip(skip).limit(limit).toList();
  }

  @Override
  public long count() {
    return table.all().size();
  }

  @Override
  public void add(Company company) {
    table.put(company.id(), company);
  }

  @Override
  public void update(Company company) {
    if (find(company.id()).isEmpty()) {
      throw new Contention(new IllegalStateException("company gone"));
    }
    add(company);
  }

  /** As if it had never been. */
  void remove(CompanyId id) {
    table.remove(id);
  }

  /** Units of work run one at a time here. */
  @Override
  public void lockInstallation() {}
}
