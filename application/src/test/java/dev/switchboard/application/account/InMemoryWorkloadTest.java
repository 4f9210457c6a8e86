package dev.switchboard.application.account;

import dev.switchboard.application.conversation.InMemoryConversationPorts;

class InMemoryWorkloadTest extends InMemoryConversationPorts implements WorkloadContract {
  @Override
  public Workload workload() {
    return new InMemoryWorkload(conversations);
  }
}
