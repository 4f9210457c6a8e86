package dev.switchboard.application.account;

import static dev.switchboard.application.conversation.AConversation.NOON;
import static dev.switchboard.application.conversation.AConversation.agent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.conversation.AConversation;
import dev.switchboard.application.conversation.ConversationPorts;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.Lifecycle;
import dev.switchboard.domain.user.UserId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every {@link Workload} must do. */
public interface WorkloadContract extends ConversationPorts {
  Workload workload();

  @Test
  default void whatIsNotResolvedCountsForWhoHasIt() {
    var company = world().company();
    var busy = someone(company);
    var calm = someone(company);
    var idle = someone(company);
    given(company, busy, Lifecycle.OPEN);
    given(company, busy, new Lifecycle.Pending());
    given(company, busy, new Lifecycle.Snoozed(NOON.plusSeconds(60)));
    given(company, busy, new Lifecycle.Resolved());
    given(company, calm, Lifecycle.OPEN);
    given(company, idle, new Lifecycle.Resolved());

    var chats = workload().openChats(company, List.of(busy, calm, idle, busy));

    assertThat(chats).containsEntry(busy, 3L).containsEntry(calm, 1L);
    assertThat(chats.getOrDefault(idle, 0L)).isZero();
  }

  @Test
  default void onlyWhoIsAskedForIsCounted() {
    var company = world().company();
    var asked = someone(company);
    var other = someone(company);
    given(company, other, Lifecycle.OPEN);

    assertThat(workload().openChats(company, List.of(asked))).doesNotContainKey(other);
    assertThat(workload().openChats(company, List.of())).isEmpty();
  }

  @Test
  default void whatWaitsForSomebodyIsNobodys() {
    var company = world().company();
    var agent = someone(company);
    begin(company);

    assertThat(workload().openChats(company, List.of(agent)).getOrDefault(agent, 0L)).isZero();
  }

  @Test
  default void anotherCompanysChatsAreNotSeen() {
    var company = world().company();
    var agent = someone(company);
    given(company, agent, Lifecycle.OPEN);

    var chats = workload().openChats(world().company(), List.of(agent));

    assertThat(chats.getOrDefault(agent, 0L)).isZero();
  }

  private UserId someone(CompanyId company) {
    return world().agent(company, agent(ids().next(), NOON)).user();
  }

  private Conversation begin(CompanyId company) {
    var fresh = AConversation.in(world(), company, ids(), NOON);
    transactions().inTransaction(() -> conversations().beginOrLock(List.of(fresh)));
    return fresh;
  }

  private void given(CompanyId company, UserId agent, Lifecycle state) {
    var chat = begin(company).assignTo(agent, NOON).movedTo(state, NOON);
    transactions().inTransaction(() -> conversations().update(List.of(chat)));
  }
}
