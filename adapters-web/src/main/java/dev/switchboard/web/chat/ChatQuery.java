package dev.switchboard.web.chat;

import dev.switchboard.application.account.Caller;
import dev.switchboard.application.conversation.Inbox.Filter;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.web.Requests;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What the query string of a list says. */
final class ChatQuery {
  private static final String UNASSIGNED = "unassigned";
  private static final Set<String> STATES = Set.of("open", "pending", "snoozed", "resolved");

  private ChatQuery() {}

  /** Whoever may not see every chat sees their own, whatever they ask for. */
  static Filter filter(Context context, Caller caller) {
    var assignees = new HashSet<UserId>();
    if (!caller.seesAllChats() || Requests.flag(context, "assigned_to_me").orElse(false)) {
      assignees.add(caller.user());
    }
    var assignedTo = Requests.text(context, "assigned_to").filter(to -> !to.equals(UNASSIGNED));
    if (assignedTo.isPresent()) {
      Requests.longParam(context, "assigned_to").map(UserId::new).ifPresent(assignees::add);
    }
    return new Filter(
        assignees,
        assigned(context),
        platform(context),
        Requests.flag(context, "unseen"),
        Requests.flag(context, "not_replied"),
        state(context),
        Requests.text(context, "tag"),
        Requests.text(context, "q"));
  }

  /** Values that the ancestors do not know are ignored, as theirs do. */
  private static Optional<Boolean> assigned(Context context) {
    if (Requests.text(context, "assigned_to").filter(UNASSIGNED::equals).isPresent()) {
      return Optional.of(false);
    }
    return Requests.text(context, "status_filter")
        .map(text -> text.toLowerCase(Locale.ROOT))
        .filter(status -> status.equals("assigned") || status.equals(UNASSIGNED))
        .map("assigned"::equals);
  }

  private static Optional<Platform> platform(Context context) {
    return Requests.text(context, "platform")
        .flatMap(
            text ->
                Arrays.stream(Platform.values())
                    .filter(platform -> platform.name().equalsIgnoreCase(text))
                    .findFirst());
  }

  private static Optional<String> state(Context context) {
    var state = Requests.text(context, "state");
    if (state.isPresent() && !STATES.contains(state.get())) {
      throw Invalid.field("state", "invalid", "state is open, pending, snoozed or resolved")
          .asException();
    }
    return state;
  }
}
