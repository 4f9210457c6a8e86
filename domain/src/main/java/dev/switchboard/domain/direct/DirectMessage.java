package dev.switchboard.domain.direct;

import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * One user's message to another. Immutable. It outlives both: either id may be that of somebody who
 * has been deleted since.
 *
 * @param parent the message it answers, as long as that one is there
 * @param clientId unique for its sender
 * @param read by the recipient
 * @param createdAt later than that of every earlier message of the two
 */
public record DirectMessage(
    CompanyId company,
    DirectMessageId id,
    UserId sender,
    UserId recipient,
    DirectText content,
    Optional<DirectMessageId> parent,
    Optional<ClientMessageId> clientId,
    boolean read,
    Instant createdAt,
    Instant updatedAt) {

  public Pair pair() {
    return Pair.of(sender, recipient);
  }

  /** Shows it to whoever wrote or got it, and to nobody else: not to an administrator either. */
  public DirectMessage shownTo(UserId user) {
    if (!pair().has(user)) {
      throw denied("You don't have access to this message");
    }
    return this;
  }

  public void requireDeletableBy(UserId user) {
    if (!pair().has(user)) {
      throw denied("You don't have permission to delete this message");
    }
  }

  /** The same message if nothing changes by it. */
  public DirectMessage editedBy(UserId user, DirectText text, Instant at) {
    requireSender(user);
    return content.equals(text) ? this : with(text, read, at);
  }

  public void requireSender(UserId user) {
    if (!sender.equals(user)) {
      throw denied("Only the sender can update this message");
    }
  }

  /** The same message if it was read before. */
  public DirectMessage readBy(UserId user, Instant at) {
    if (!recipient.equals(user)) {
      throw denied("Only the recipient can mark this message as read");
    }
    return read ? this : with(content, true, at);
  }

  /** Whether sending {@code again} would say what this one says. */
  public boolean repeatedBy(DirectMessage again) {
    return sender.equals(again.sender)
        && recipient.equals(again.recipient)
        && content.equals(again.content)
        && parent.equals(again.parent);
  }

  /** As it is when what it answers is deleted. */
  public DirectMessage answeringNothing() {
    return new DirectMessage(
        company,
        id,
        sender,
        recipient,
        content,
        Optional.empty(),
        clientId,
        read,
        createdAt,
        updatedAt);
  }

  public DirectMessage sentAt(Instant at) {
    return new DirectMessage(
        company, id, sender, recipient, content, parent, clientId, read, at, at);
  }

  private DirectMessage with(DirectText text, boolean nowRead, Instant at) {
    return new DirectMessage(
        company, id, sender, recipient, text, parent, clientId, nowRead, createdAt, at);
  }

  private static RuntimeException denied(String detail) {
    return new Forbidden("access_denied", detail).asException();
  }
}
