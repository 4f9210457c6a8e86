package dev.switchboard.application.stream;

import dev.switchboard.application.account.Caller;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.UserId;
import java.util.Optional;
import java.util.Set;

/**
 * What decides whether somebody is shown an event, as of one moment.
 *
 * @param seesAll every chat of the company
 * @param seesOwn the chats assigned to them
 */
public record Viewer(UserId user, boolean seesAll, boolean seesOwn) {
  public static Viewer of(Caller caller) {
    return new Viewer(
        caller.user(), caller.seesAllChats(), caller.may(Permission.CHAT_VIEW_ASSIGNED));
  }

  public boolean seesChatOf(Optional<UserId> assignee) {
    return seesAll || seesOwn && assignee.filter(user::equals).isPresent();
  }

  /** The same rule as {@link StreamReader#readFor} applies in the storage. */
  public boolean sees(StreamReader.Row row) {
    return isNamedIn(row.users()) || row.conversation().isPresent() && seesChatOf(row.assignee());
  }

  private boolean isNamedIn(Set<UserId> users) {
    return users.contains(user);
  }
}
