package dev.switchboard.application.account;

import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.company.CompanyId;
import java.util.List;
import java.util.Optional;

/** All tenants. Behaviour is fixed by {@code CompaniesContract}. */
public interface Companies {
  Optional<Company> find(CompanyId id);

  /** The oldest, where newcomers go. */
  Optional<Company> first();

  /** Newest first. */
  List<Company> page(int skip, int limit);

  long count();

  /** Needs a running unit of work. */
  void add(Company company);

  /** Needs a running unit of work. */
  void update(Company company);

  /** Until the end of the running unit of work, nobody else is past this call. */
  void lockInstallation();
}
