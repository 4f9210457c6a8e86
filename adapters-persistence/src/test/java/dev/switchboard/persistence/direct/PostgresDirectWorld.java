package dev.switchboard.persistence.direct;

import dev.switchboard.application.Ids;
import dev.switchboard.application.direct.DirectWorld;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.TestDatabase;

/** The rows of companies and users that messages between users ask for. */
final class PostgresDirectWorld implements DirectWorld {
  private final TestDatabase test;
  private final Ids ids;

  PostgresDirectWorld(TestDatabase test) {
    this.test = test;
    this.ids = test.ids();
  }

  @Override
  public CompanyId company() {
    var id = ids.next();
    test.execute("insert into company values (?, 'Acme', now(), now())", id);
    return new CompanyId(id);
  }

  @Override
  public UserId user(CompanyId company, String fullName) {
    var id = ids.next();
    test.execute(
        "insert into app_user (company_id, id, username, full_name, password_hash, created_at,"
            + " updated_at) values (?, ?, ?, ?, '', now(), now())",
        company.value(),
        id,
        "user" + id,
        fullName);
    return new UserId(id);
  }

  @Override
  public void disable(CompanyId company, UserId user) {
    test.execute(
        "update app_user set is_active = false where company_id = ? and id = ?",
        company.value(),
        user.value());
  }

  @Override
  public void delete(CompanyId company, UserId user) {
    test.execute(
        "delete from app_user where company_id = ? and id = ?", company.value(), user.value());
  }
}
