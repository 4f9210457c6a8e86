package dev.switchboard.persistence.account;

import dev.switchboard.application.account.Workload;
import dev.switchboard.application.account.WorkloadContract;
import dev.switchboard.persistence.conversation.PostgresConversationPorts;

class PostgresWorkloadTest extends PostgresConversationPorts implements WorkloadContract {
  @Override
  public Workload workload() {
    return new PostgresWorkload(test.database());
  }
}
