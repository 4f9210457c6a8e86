package dev.switchboard.application.ingest;

import dev.switchboard.application.conversation.Inbox.Page;
import dev.switchboard.domain.channel.ChannelKey;
import dev.switchboard.domain.company.CompanyId;
import java.time.Instant;
import java.util.Optional;

/**
 * One element of a post that could not be taken in, kept until somebody replays or discards it.
 *
 * @param company whose it is; absent while nobody owns the account
 * @param account absent where not even that could be read
 * @param inboxId the post it came in
 * @param element a post that holds it alone
 * @param code why, stable
 * @param attempts how often it was tried, the first time included
 */
public record ParkedEvent(
    long id,
    Optional<CompanyId> company,
    Optional<ChannelKey> account,
    long inboxId,
    String element,
    String code,
    String detail,
    int attempts,
    State state,
    Instant receivedAt,
    Instant updatedAt) {

  /** Lower-case on the wire. */
  public enum State {
    PARKED,
    REPLAYED,
    DISCARDED
  }

  /** What came, in UTF-8. */
  public long bytes() {
    return Page.bytes(element);
  }

  public ParkedEvent triedAgain(String nextCode, String nextDetail, Instant now) {
    return new ParkedEvent(
        id,
        company,
        account,
        inboxId,
        element,
        nextCode,
        nextDetail,
        attempts + 1,
        State.PARKED,
        receivedAt,
        now);
  }

  public ParkedEvent settled(State next, Instant now) {
    return new ParkedEvent(
        id, company, account, inboxId, element, code, detail, attempts, next, receivedAt, now);
  }
}
