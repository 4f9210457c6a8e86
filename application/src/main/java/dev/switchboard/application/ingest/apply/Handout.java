package dev.switchboard.application.ingest.apply;

import dev.switchboard.application.assignment.AssignConversations;
import dev.switchboard.application.assignment.AssignConversations.Waiting;
import dev.switchboard.domain.assignment.Decision;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.Assignment;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.conversation.Lifecycle;
import dev.switchboard.domain.message.Author;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives to the rotation what customers have begun or reopened by writing. A lead form is given to
 * nobody and takes the conversation from whoever has it or would get it; what began on the
 * company's own side waits for the customer's first words.
 */
final class Handout {
  private final AssignConversations assign;

  Handout(AssignConversations assign) {
    this.assign = assign;
  }

  /** Returns why each conversation changed hands, or could have. */
  Map<ConversationId, String> give(List<Batch.Draft> added, Batch batch) {
    var reasons = new LinkedHashMap<ConversationId, String>();
    var waiting = new TreeMap<CompanyId, List<Waiting>>(); // one order of rotation locks
    for (var chat : written(added).entrySet()) {
      var conversation = batch.conversation(chat.getKey());
      if (chat.getValue()) {
        batch.change(conversation.id(), c -> takenBack(c, batch));
        reasons.put(conversation.id(), "lead_form");
      } else if (mayBeGiven(conversation, batch.before(conversation.id()))) {
        var reason = reason(batch.before(conversation.id()));
        reasons.put(conversation.id(), reason.name());
        waiting
            .computeIfAbsent(conversation.company(), _ -> new ArrayList<>())
            .add(new Waiting(conversation, reason));
      }
    }
    waiting.forEach(
        (company, list) ->
            assign
                .handle(company, list, batch.now())
                .forEach(assigned -> batch.change(assigned.id(), _ -> assigned)));
    return reasons;
  }

  /** Conversations the customer wrote in, in the order of time; true where one was a lead form. */
  private static Map<ConversationId, Boolean> written(List<Batch.Draft> added) {
    var written = new LinkedHashMap<ConversationId, Boolean>();
    added.stream()
        .filter(draft -> draft.message().author() instanceof Author.Customer)
        .forEach(
            draft ->
                written.merge(
                    draft.message().conversation(),
                    draft.message().leadForm(),
                    Boolean::logicalOr));
    return written;
  }

  private static Conversation takenBack(Conversation conversation, Batch batch) {
    return conversation.assignment().equals(Assignment.NONE)
        ? conversation
        : conversation.unassign(batch.now());
  }

  private static boolean mayBeGiven(Conversation now, Conversation before) {
    var first =
        before.activity().lastIncomingAt().isEmpty() && now.activity().lastIncomingAt().isPresent();
    var reopened =
        !(before.lifecycle() instanceof Lifecycle.Open)
            && now.lifecycle() instanceof Lifecycle.Open;
    return now.needsAgent() && (first || reopened);
  }

  private static Decision.Reason reason(Conversation before) {
    return before.activity().lastIncomingAt().isEmpty()
        ? Decision.Reason.NEW_CONVERSATION
        : Decision.Reason.REOPENED;
  }
}
