package dev.switchboard.persistence;

import dev.switchboard.domain.company.CompanyId;
import jakarta.persistence.Embeddable;

/** The key of a row that belongs to a company: without its company no row is found. */
@Embeddable
public record RowKey(long companyId, long id) {
  public static RowKey of(CompanyId company, long id) {
    return new RowKey(company.value(), id);
  }

  public CompanyId company() {
    return new CompanyId(companyId);
  }
}
