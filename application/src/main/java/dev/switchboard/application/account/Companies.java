package dev.switchboard.application.account;

import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.company.CompanyId;
import java.util.List;
import java.util.Optional;

/** All tenants. Behaviour is fixed by {@code CompaniesContract}. */
public interface Companies {
  Optional<Company> find(CompanyId id);

  /** Where newcomers go. */
  Optional<CompanyId> oldest();

  /** The {@link #oldest}. */
  default Optional<Company> first() {
    return oldest().flatMap(this::find);
  }

  /**
   * All of them a part at a time, in the order of their ids.
   *
   * @param last of the part before, absent for the first one
   */
  List<CompanyId> after(Optional<CompanyId> last, int limit);

  /** Newest first. */
  List<Company> page(int skip, int limit);

  long count();

  /** Needs a running unit of work. */
  void add(Company company);

  /**
   * Needs a running unit of work.
   *
   * @throws dev.switchboard.application.Contention it is gone by now
   */
  void update(Company company);

  /** Until the end of the running unit of work, nobody else is past this call. */
  void lockInstallation();
}
