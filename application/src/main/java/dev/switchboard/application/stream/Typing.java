package dev.switchboard.application.stream;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.SessionId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tells those who may see a conversation that a colleague of theirs is writing in it. */
final class Typing {
  private final CompanyId company;
  private final HubContext context;

  Typing(CompanyId company, HubContext context) {
    this.company = company;
    this.context = context;
  }

  /** To whoever of {@code others} may see the chat; whoever writes must be allowed to as well. */
  void tell(SessionId by, ConversationId chat, List<Subscription> others) {
    var asked =
        Stream.concat(Stream.of(by), others.stream().map(Subscription::session))
            .collect(Collectors.toSet());
    var callers = context.permissions().find(company, asked);
    var author = callers.get(by);
    var conversation = context.conversations().find(company, chat);
    if (author == null || conversation.isEmpty()) {
      return;
    }
    var assignee = conversation.get().assignee();
    if (!Viewer.of(author).seesChatOf(assignee)) {
      return;
    }
    var frame =
        context.json().write(new Signal.Typing(chat.value(), author.user().value(), author.name()));
    for (var other : others) {
      var caller = callers.get(other.session());
      if (caller != null
          && !caller.user().equals(author.user())
          && Viewer.of(caller).seesChatOf(assignee)) {
        other.whisper(frame);
      }
    }
  }
}
