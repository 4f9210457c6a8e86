package dev.switchboard.application.conversation;

import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an inbox shows. Every page costs the same, however deep, when it is reached by its cursor.
 * Behaviour is fixed by {@code InboxContract}.
 */
public interface Inbox {
  /**
   * Which chats; what is absent does not narrow.
   *
   * @param assignees each must be the assignee, so that two different ones leave nothing
   * @param assigned whether somebody has it
   * @param unseen whether there are unread messages
   * @param notReplied whether the customer wrote last
   * @param state {@code open, pending, snoozed, resolved}
   * @param words found in a message or in the customer's name, each at the beginning of a word
   */
  record Filter(
      Set<UserId> assignees,
      Optional<Boolean> assigned,
      Optional<Platform> platform,
      Optional<Boolean> unseen,
      Optional<Boolean> notReplied,
      Optional<String> state,
      Optional<String> tag,
      Optional<String> words) {
    public static final Filter ALL =
        new Filter(
            Set.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /**
   * Where to begin and how many.
   *
   * @param from the last one seen; absent to begin at the beginning
   * @param skip how many to leave out, counted from there
   */
  record Slice(Optional<Cursor> from, int skip, int limit) {
    public static Slice first(int limit) {
      return new Slice(Optional.empty(), 0, limit);
    }
  }

  /**
   * Some of a list.
   *
   * @param next where the following ones begin; absent at the end
   */
  record Page<T>(List<T> items, Optional<Cursor> next) {
    /**
     * @param found in order, one more than {@code limit} where there are more
     */
    public static <T> Page<T> of(
        List<T> found, int limit, java.util.function.Function<T, Cursor> cursor) {
      var items = found.size() > limit ? found.subList(0, limit) : found;
      return new Page<>(
          List.copyOf(items),
          found.size() > limit ? Optional.of(cursor.apply(items.getLast())) : Optional.empty());
    }
  }

  /**
   * Figures about chats.
   *
   * @param activeAgents who can get chats from the rotation now
   */
  record Stats(
      long totalChats,
      long assignedChats,
      long unassignedChats,
      long totalMessages,
      long activeAgents,
      long instagramChats,
      long facebookChats) {}

  /** Newest activity first. */
  Page<ChatView> chats(CompanyId company, Filter filter, Slice slice);

  Optional<ChatView> chat(CompanyId company, ConversationId id);

  /** Newest first. */
  Page<MessageView> older(Conversation of, Slice slice);

  /** Oldest first. */
  Page<MessageView> newer(Conversation of, Slice slice);

  /**
   * @param assignee counts only their chats; messages and agents are always the company's
   */
  Stats stats(CompanyId company, Optional<UserId> assignee);
}
