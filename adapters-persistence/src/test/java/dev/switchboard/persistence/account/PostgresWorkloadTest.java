package dev.switchboard.persistence.account;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.Workload;
import dev.switchboard.application.account.WorkloadContract;
import dev.switchboard.application.conversation.Conversations;
import dev.switchboard.application.conversation.World;
import dev.switchboard.persistence.SequenceIds;
import dev.switchboard.persistence.TestDatabase;
import dev.switchboard.persistence.conversation.PostgresConversations;
import dev.switchboard.persistence.conversation.PostgresWorld;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresWorkloadTest implements WorkloadContract {
  private static TestDatabase test;
  private static Ids ids;

  @BeforeAll
  static void start() {
    test = TestDatabase.create();
    ids = new SequenceIds(test.database());
  }

  @AfterAll
  static void stop() {
    test.close();
  }

  @Override
  public Conversations conversations() {
    return new PostgresConversations(test.database());
  }

  @Override
  public Transactions transactions() {
    return test.system();
  }

  @Override
  public World world() {
    return new PostgresWorld(test, ids);
  }

  @Override
  public Ids ids() {
    return ids;
  }

  @Override
  public Workload workload() {
    return new PostgresWorkload(test.database());
  }
}
