package dev.switchboard.persistence.account;

import dev.switchboard.application.Contention;
import dev.switchboard.application.account.Companies;
import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import java.util.List;
import java.util.Optional;
import org.hibernate.StaleStateException;

/** Companies as rows. */
public final class HibernateCompanies implements Companies {
  private static final long INSTALLATION_LOCK = 7_100; // any number, used for nothing else

  private final Database database;

  public HibernateCompanies(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Company> find(CompanyId id) {
    return Optional.ofNullable(
            database.readSession(id, session -> session.get(CompanyRow.class, id.value())))
        .map(CompanyRow::toDomain);
  }

  @Override
  public Optional<CompanyId> oldest() {
    return database.read(
        connection ->
            Sql.one(
                connection,
                "select id from oldest_company() as id where id is not null",
                row -> new CompanyId(row.getLong(1))));
  }

  @Override
  public List<CompanyId> after(Optional<CompanyId> last, int limit) {
    return database
        .system()
        .read(
            connection ->
                Sql.list(
                    connection,
                    "select id from company where id > ? order by id limit ?",
                    row -> new CompanyId(row.getLong(1)),
                    last.map(CompanyId::value).orElse(0L),
                    limit));
  }

  @Override
  public List<Company> page(int skip, int limit) {
    return database
        .system()
        .readSession(
            session ->
                session
                    .createSelectionQuery(
                        "from CompanyRow order by createdAt desc, id desc", CompanyRow.class)
                    .setFirstResult(skip)
                    .setMaxResults(limit)
                    .getResultList())
        .stream()
        .map(CompanyRow::toDomain)
        .toList();
  }

  @Override
  public long count() {
    return database
        .system()
        .readSession(
            session ->
                session
                    .createSelectionQuery("select count(*) from CompanyRow", Long.class)
                    .getSingleResult());
  }

  @Override
  public void add(Company company) {
    database.session(company.id()).insert(CompanyRow.of(company));
  }

  @Override
  public void update(Company company) {
    try {
      database.session(company.id()).update(CompanyRow.of(company));
    } catch (StaleStateException e) {
      throw new Contention(e);
    }
  }

  @Override
  public void lockInstallation() {
    database.write(
        connection ->
            Sql.one(
                connection,
                "select pg_advisory_xact_lock(?)",
                row -> row.getString(1),
                INSTALLATION_LOCK));
  }
}
