package dev.switchboard.persistence.upkeep;

import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces what changed the companies' figures by its sum, so that a figure is read from few rows.
 * Several nodes may do it at once, and whoever reads meanwhile sees the old rows or the new.
 */
public final class Tallies {
  private static final Logger LOG = LoggerFactory.getLogger(Tallies.class);
  private static final int ROWS_AT_ONCE = 20_000;

  private static final String GATHERED =
      "select distinct company_id from tally where not folded order by company_id";

  // the company is held so that its sums do not outlive it; sums of what did not change stay
  private static final String FOLD =
      """
      with held as (
        select id from company where id = ? for no key update skip locked
      ), gathered as (
        select t.company_id, t.id, t.what, t.assignee_id, t.part
        from held join tally t on t.company_id = held.id
        where not t.folded order by t.id limit ? for update of t skip locked
      ), figure as (
        select distinct company_id, what, assignee_id, part from gathered
      ), summed as (
        select t.company_id, t.id from tally t where t.company_id = ? and t.folded and exists (
          select 1 from figure f where f.company_id = t.company_id and f.what = t.what
            and f.assignee_id is not distinct from t.assignee_id
            and f.part is not distinct from t.part)
        for update of t skip locked
      ), gone as (
        delete from tally where (company_id, id) in (
          select company_id, id from gathered union all select company_id, id from summed)
        returning company_id, what, assignee_id, part, change
      ), folded as (
        insert into tally (company_id, what, assignee_id, part, change, folded)
        select company_id, what, assignee_id, part, sum(change), true from gone
        group by company_id, what, assignee_id, part having sum(change) <> 0
      )
      select count(*) from gathered\
      """;

  private final Database database;

  /**
   * @param database one that sees every company's rows
   */
  public Tallies(Database database) {
    this.database = database;
  }

  /** One unit of work for each company that has changes. */
  public void fold() {
    gathered().forEach(this::foldOrLeave);
  }

  /** One that cannot be folded keeps its figures, and the others from nothing. */
  private void foldOrLeave(long company) {
    try {
      fold(company);
    } catch (StorageUnavailable e) {
      throw e; // so it is with all of them
    } catch (RuntimeException e) {
      LOG.warn("figures of company {} are folded later", company, e);
    }
  }

  private List<Long> gathered() {
    return database.read(
        connection -> Sql.list(connection, GATHERED, row -> row.getLong("company_id")));
  }

  private void fold(long company) {
    long replaced;
    do {
      replaced =
          database.inTransaction(
              () ->
                  database.write(
                      connection ->
                          Sql.one(
                                  connection,
                                  FOLD,
                                  row -> row.getLong(1),
                                  company,
                                  ROWS_AT_ONCE,
                                  company)
                              .orElseThrow()));
    } while (replaced == ROWS_AT_ONCE);
  }
}
