package dev.switchboard.persistence.outbound;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.outbound.Outbox;
import dev.switchboard.application.outbound.OutboxContract;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.persistence.Sql;
import dev.switchboard.persistence.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresOutboxTest implements OutboxContract {
  private static final List<LaneKind> HINTS = new ArrayList<>();
  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @BeforeAll
  static void start() {
    test.execute("insert into company values (1, 'Acme', now(), now())");
  }

  @Override
  public Transactions transactions() {
    return test.database();
  }

  @Override
  public Outbox outbox() {
    return new PostgresOutbox(test.database(), HINTS::add);
  }

  @Override
  public CompanyId company() {
    return new CompanyId(1);
  }

  @Override
  public List<Outbox.Task> stored(CompanyId company, LaneKind kind, long lane) {
    return test.owner()
        .read(
            connection ->
                Sql.list(
                    connection,
                    "select * from outbox where company_id = ? and kind = ? and lane_id = ? order by position",
                    row ->
                        new Outbox.Task(
                            company,
                            kind,
                            lane,
                            row.getLong("id"),
                            row.getLong("subject_id"),
                            row.getInt("part"),
                            row.getString("payload"),
                            Sql.instant(row, "created_at")),
                    company.value(),
                    kind.name(),
                    lane));
  }

  @Override
  public List<LaneKind> hints() {
    return HINTS;
  }
}
