package dev.switchboard.application.conversation;

import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

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
    /** How much text one answer carries; what one person may write is far below it. */
    public static final int MAX_BYTES = 1 << 20;

    /**
     * @param found in order, one more than {@code limit} where there are more
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, Cursor> cursor) {
      var items = found.size() > limit ? found.subList(0, limit) : found;
      return new Page<>(
          List.copyOf(items),
          found.size() > limit ? Optional.of(cursor.apply(items.getLast())) : Optional.empty());
    }

    /**
     * As {@link #of}, where people write as much as they like: ends before its texts are more than
     * {@link #MAX_BYTES}.
     */
    public static <T> Page<T> within(
        List<T> found, int limit, ToLongFunction<T> bytes, Function<T, Cursor> cursor) {
      return of(found, cut(found, limit, bytes).size(), cursor);
    }

    /** The same page of what {@code each} makes of its items. */
    public <U> Page<U> map(Function<T, U> each) {
      return new Page<>(items.stream().map(each).toList(), next);
    }

    /** The beginning of it, as long as its texts are at most {@link #MAX_BYTES}; at least one. */
    public static <T> List<T> cut(List<T> found, int limit, ToLongFunction<T> bytes) {
      long sum = 0;
      int items = 0;
      for (var one : found) {
        sum += bytes.applyAsLong(one);
        if (items == limit || items > 0 && sum > MAX_BYTES) {
          break;
        }
        items++;
      }
      return found.subList(0, items);
    }

    /** In UTF-8; null has none. */
    public static long bytes(String text) {
      return text == null
          ? 0
          : text.codePoints()
              .mapToLong(c -> c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4)
              .sum();
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

  /**
   * Newest first; a page ends where it gets too large, and {@link Page#next} goes on from there.
   */
  Page<MessageView> older(Conversation of, Slice slice);

  /** As {@link #older}, oldest first. */
  Page<MessageView> newer(Conversation of, Slice slice);

  /**
   * @param assignee counts only their chats; messages and agents are always the company's
   */
  Stats stats(CompanyId company, Optional<UserId> assignee);
}
