package dev.switchboard.application.assignment;

import static dev.switchboard.application.Refusals.assertRefused;
import static dev.switchboard.application.conversation.AConversation.inactive;
import static dev.switchboard.application.conversation.AConversation.paused;
import static dev.switchboard.application.conversation.AConversation.withCapacity;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.conversation.ADesk;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.Rejection.Refused;
import dev.switchboard.domain.Seen;
import dev.switchboard.domain.assignment.Candidate;
import dev.switchboard.domain.assignment.Decision;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.stream.Audience;
import dev.switchboard.domain.user.UserId;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssignChatTest {
  private final ADesk desk = new ADesk();
  private final Caller supervisor = desk.supervisor();
  private final AssignChat assignChat = assignChat(desk.drain);

  @Test
  void givesAChatToAnAgentAndSaysWhoDidIt() {
    var chat = desk.chat();
    var ada = desk.agent();
    assertThat(give(chat, ada).assignee()).contains(ada.user());
    assertThat(desk.get(chat.id()).assignee()).contains(ada.user());
    var decision = desk.decisions.of(desk.company, chat.id(), 1).getFirst();
    assertThat(decision.reason()).isEqualTo(Decision.Reason.MANUAL);
    assertThat(decision.by()).contains(supervisor.user());
    assertThat(decision.chosen()).contains(ada.user());
    assertThat(desk.frames()).containsExactly("chat_assigned");
    assertThat(desk.audit.actions()).containsExactly(AuditAction.CHAT_ASSIGNED);
  }

  @Test
  void whoLostTheRightSinceTheirRequestCameGivesNothingAway() {
    var chat = desk.chat();
    var ada = desk.agent();
    desk.rights.take(supervisor.user());

    assertRefused(Forbidden.class, "insufficient_permissions", () -> give(chat, ada));

    assertThat(desk.get(chat.id()).assignee()).isEmpty();
  }

  @Test
  void neitherAPauseNorACapacityStandsAgainstAPerson() {
    var paused = desk.put(paused(desk.agent()));
    var full = desk.put(withCapacity(desk.agent(), 1));
    desk.assigned(full);
    assertThat(give(desk.chat(), paused).assignee()).contains(paused.user());
    assertThat(give(desk.chat(), full).assignee()).contains(full.user());
  }

  @Test
  void theRotationDoesNotMove() {
    give(desk.chat(), desk.agent());
    assertThat(desk.roster.lock(desk.company).last()).isEmpty();
  }

  @Test
  void whatIsTakenAwayByHandStaysAway() {
    var ada = desk.agent();
    var chat = desk.assigned(ada);
    assertThat(take(chat).assignee()).isEmpty();
    assertThat(desk.drain.handle(desk.company)).isZero();
    assertThat(desk.get(chat.id()).assignee()).isEmpty();
    assertThat(desk.audit.events().getFirst().facts()).containsEntry("from", ada.user().value());
    assertThat(desk.streams.events().getFirst().audience())
        .isEqualTo(new Audience.Viewers(chat.id(), Set.of(ada.user())));
  }

  @Test
  void whatIsTakenAwayIsSoAlsoWhereTheBacklogCannotBeGivenOut() {
    var chat = desk.assigned(desk.agent());
    var drain = desk.failingDrain(new StorageUnavailable("down", new SQLException()));

    var taken =
        assignChat(drain)
            .handle(new AssignChat.Command(supervisor, chat.id(), Optional.empty(), Seen.ANYTHING));

    assertThat(taken).isEqualTo(desk.get(chat.id()));
    assertThat(taken.assignee()).isEmpty();
  }

  @Test
  void whatChangesNothingIsNotAnnounced() {
    var ada = desk.agent();
    give(desk.assigned(ada), ada);
    take(desk.chat());
    assertThat(desk.frames()).isEmpty();
    assertThat(desk.audit.actions()).isEmpty();
  }

  @Test
  void onlyAnActiveAgentOfTheCompanyCanHaveIt() {
    var chat = desk.chat();
    var gone = desk.put(inactive(desk.agent()));
    assertRefused(Refused.class, "agent_inactive", () -> give(chat, gone));
    assertRefused(
        Missing.class,
        "agent_not_found",
        () ->
            assignChat.handle(
                new AssignChat.Command(
                    supervisor, chat.id(), Optional.of(new UserId(12_345)), Seen.ANYTHING)));
  }

  @Test
  void whoMayNotSeeTheChatCannotGiveItAway() {
    var chat = desk.assigned(desk.agent());
    var bo = desk.agent();
    assertRefused(
        Forbidden.class, "access_denied", () -> handle(desk.as(bo), chat, Optional.of(bo)));
    assertRefused(
        Missing.class, "chat_not_found", () -> handle(desk.stranger(), chat, Optional.of(bo)));
  }

  private AssignChat assignChat(DrainBacklog drain) {
    return new AssignChat(
        desk.transactions,
        desk.rights,
        desk.conversations,
        desk.roster,
        desk.decisions,
        desk.streams,
        drain,
        desk.audit,
        desk.ids,
        desk.clock);
  }

  private Conversation give(Conversation chat, Candidate agent) {
    return handle(supervisor, chat, Optional.of(agent));
  }

  private Conversation take(Conversation chat) {
    return handle(supervisor, chat, Optional.empty());
  }

  private Conversation handle(Caller caller, Conversation chat, Optional<Candidate> agent) {
    return assignChat.handle(
        new AssignChat.Command(caller, chat.id(), agent.map(Candidate::user), Seen.ANYTHING));
  }
}
