package dev.switchboard.persistence.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.outbound.Deliveries;
import dev.switchboard.application.outbound.DeliveriesContract;
import dev.switchboard.application.outbound.LaneLeasesContract;
import dev.switchboard.application.outbound.Lanes;
import dev.switchboard.application.outbound.LanesContract;
import dev.switchboard.application.outbound.Outbox;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.persistence.Sql;
import dev.switchboard.persistence.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresLanesTest implements LanesContract, LaneLeasesContract, DeliveriesContract {
  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @BeforeAll
  static void start() {
    test.execute("insert into company values (1, 'Acme', now(), now())");
  }

  @BeforeEach
  void empty() {
    test.execute("truncate lane, outbox");
  }

  @Test
  void lanesAreReleasedInTheOrderInWhichDeliveriesLockThem() throws Exception {
    // the one with the larger id comes first on the disk, and so in the index by holder
    for (var lane : List.of(2, 1)) {
      test.execute(
          "insert into lane (company_id, kind, lane_id, pending, last_position, next_at, held_by)"
              + " values (1, 'SEND', ?, 1, 1, now(), 7)",
          lane);
    }
    var lock = "select 1 from lane where lane_id = ? for no key update nowait";
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var delivery = test.ownerConnection()) {
      delivery.setAutoCommit(false);
      Sql.list(delivery, lock, _ -> true, 1);
      var released =
          threads.submit(
              () ->
                  transactions()
                      .inTransaction(
                          () ->
                              lanes().release(company(), new ChannelAccountId(7), Instant.EPOCH)));
      await().until(test::somebodyWaits);

      Sql.list(delivery, lock, _ -> true, 2);

      delivery.rollback();
      released.get();
    }
    assertThat(test.execute("update lane set pending = 0 where held_by is null")).isEqualTo(2);
  }

  @Override
  public Transactions transactions() {
    return test.system();
  }

  @Override
  public Outbox outbox() {
    return new PostgresOutbox(test.system(), _ -> {});
  }

  @Override
  public Lanes lanes() {
    return new PostgresLanes(test.system(), _ -> {});
  }

  @Override
  public Deliveries deliveries() {
    return new PostgresDeliveries(test.system(), _ -> {});
  }

  @Override
  public CompanyId company() {
    return new CompanyId(1);
  }
}
