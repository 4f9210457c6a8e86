package dev.switchboard.application.direct;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.direct.ClientMessageId;
import dev.switchboard.domain.direct.DirectMessage;
import dev.switchboard.domain.direct.DirectMessageId;
import dev.switchboard.domain.direct.Pair;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Messages between users, and with each change of them the figures that {@link DirectInbox} shows:
 * what is unread is never recounted, so every method here moves it by exactly what it did. Writing
 * needs a running unit of work and locks the conversation to its end; conversations are locked in
 * their order and before anything that belongs to one user, so that units do not block each other
 * for good. Thread-safe. Behaviour is fixed by {@code DirectMessagesContract}.
 */
public interface DirectMessages {
  /**
   * What a reader had not read of somebody's messages and has now.
   *
   * @param until when the newest message of their conversation was sent
   */
  record Receipt(Pair pair, int messages, Instant until) {}

  /** What a sender calls a message; another sender may use the same id for theirs. */
  record ClientName(UserId sender, ClientMessageId id) {
    public static Optional<ClientName> of(DirectMessage message) {
      return message.clientId().map(id -> new ClientName(message.sender(), id));
    }
  }

  /**
   * Sends in this order, all of one company. Each message returned is later than every earlier one
   * of the two, whatever this node's clock says.
   *
   * @return one for each; empty: the company has no such recipient, disabled or not
   * @throws dev.switchboard.application.Contention a sender used a client id at this moment for
   *     another message, or for two of these; run again, one by one, to find that one
   */
  List<Optional<DirectMessage>> add(List<DirectMessage> drafts);

  /** As {@link #add(List)}, one. */
  default Optional<DirectMessage> add(DirectMessage draft) {
    return add(List.of(draft)).getFirst();
  }

  Optional<DirectMessage> find(CompanyId company, DirectMessageId id);

  /** As it is under the lock of its conversation. */
  Optional<DirectMessage> lock(CompanyId company, DirectMessageId id);

  /** What is there of them, in one look however many they are. */
  Map<DirectMessageId, DirectMessage> find(CompanyId company, Set<DirectMessageId> ids);

  /** What was sent under these names, in one look however many they are. */
  Map<ClientName, DirectMessage> named(CompanyId company, Set<ClientName> names);

  /** Stores the text and the reading of a message that this unit of work has locked. */
  void update(DirectMessage message);

  /**
   * Removes a message that this unit of work has locked, for both. What answers it answers nothing
   * from then on.
   */
  void remove(DirectMessage message);

  /**
   * Marks everything that {@code reader} got as read, or only what came from {@code sender}.
   *
   * @return one for each conversation in which there was something unread
   */
  List<Receipt> readAll(CompanyId company, UserId reader, Optional<UserId> sender, Instant at);
}
