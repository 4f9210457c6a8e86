package dev.switchboard.persistence.account;

import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.company.CompanyId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The table {@code company}, as a struct. */
@Entity
@Table(name = "company")
class CompanyRow {
  @Id long id;

  @Column(nullable = false)
  String name;

  @Column(nullable = false)
  Instant createdAt;

  @Column(nullable = false)
  Instant updatedAt;

  static CompanyRow of(Company company) {
    var row = new CompanyRow();
    row.id = company.id().value();
    row.name = company.name();
    row.createdAt = company.createdAt();
    row.updatedAt = company.updatedAt();
    return row;
  }

  Company toDomain() {
    return new Company(new CompanyId(id), name, createdAt, updatedAt);
  }
}
