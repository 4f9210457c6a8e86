package dev.switchboard.chaos.history;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Something that was seen, during the run or when it was over. */
public sealed interface Sight {
  /**
   * A message of a chat; those of a chat are seen from the oldest to the newest.
   *
   * @param sender {@code AGENT}, {@code FACEBOOK_USER}, {@code FACEBOOK_PAGE} and so on
   * @param mid empty before it has one
   * @param clientId empty where none was given
   */
  record Message(
      long company,
      long id,
      long chat,
      String sender,
      String text,
      String mid,
      String clientId,
      String status)
      implements Sight {
    public boolean fromCustomer() {
      return sender.endsWith("_USER");
    }

    public boolean fromAgent() {
      return sender.equals("AGENT");
    }
  }

  record Chat(
      long company, long id, String account, String person, Optional<Long> assignee, int unread)
      implements Sight {}

  /** Those of a conversation are seen from the oldest to the newest. */
  record Direct(
      long company,
      long id,
      long sender,
      long recipient,
      String text,
      String clientId,
      boolean read)
      implements Sight {}

  /** Those of a chat are seen from the oldest to the newest. */
  record Decision(long company, long chat, String reason, Optional<Long> chosen) implements Sight {}

  /** Who takes part in a company's rotation, all the time. */
  record Agent(long company, long id) implements Sight {}

  /** A figure that the product keeps, and the same counted. */
  record Counter(String what, long told, long counted) implements Sight {}

  /**
   * A message that the Graph API took, in its order.
   *
   * @param tag ours, the same for each try of one call
   */
  record Sent(String account, String person, String text, String mid, String tag)
      implements Sight {}

  /** An element that was put aside. */
  record Parked(String element) implements Sight {}

  /**
   * What one user got over all connections, having resumed after each.
   *
   * @param everything whether the user sees all chats of the company
   * @param from the {@code seq} that the first connection began at
   * @param anew where the chain was allowed to begin anew
   */
  record Stream(
      long company,
      long user,
      boolean everything,
      long from,
      List<Frame> frames,
      List<String> breaks,
      List<Anew> anew)
      implements Sight {
    public Stream(
        long company,
        long user,
        boolean everything,
        long from,
        List<Frame> frames,
        List<String> breaks) {
      this(company, user, everything, from, frames, breaks, List.of());
    }
  }

  /**
   * A reset that was due: the client loads what is there, and goes on with what follows.
   *
   * @param frame the number of frames before it
   * @param from the {@code seq} that it goes on from
   * @param loaded ids of messages
   */
  record Anew(int frame, long from, Set<Long> loaded) {}

  /**
   * A numbered frame.
   *
   * @param message the id of the message it is about, 0 for none
   * @param status that message's, empty for none
   * @param sender of that message, empty for none
   */
  record Frame(long seq, long prev, String type, long message, String status, String sender) {}

  /** Bytes of one company where another's were asked for. */
  record Leak(long company, String where, String what) implements Sight {}

  /** A read after an acknowledged write that did not show it. */
  record Unread(long company, String write, String read) implements Sight {}

  /** An answer other than success. */
  record Refusal(String call, int status, boolean retryAfter, String body) implements Sight {}

  /** What a drill expected and did not find. */
  record Broken(String promise) implements Sight {}

  /** Work that was still open when the run was over, or work without an end. */
  record Open(String what, long count) implements Sight {}
}
