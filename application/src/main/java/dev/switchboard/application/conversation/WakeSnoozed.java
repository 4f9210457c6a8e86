package dev.switchboard.application.conversation;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.stream.Frames;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.conversation.Lifecycle;
import java.time.Clock;

/** Use case, run now and then: what was snoozed is open again when its time has come. */
public final class WakeSnoozed {
  private static final int BATCH = 100;

  private final Transactions transactions;
  private final Conversations conversations;
  private final Streams streams;
  private final Clock clock;

  public WakeSnoozed(
      Transactions transactions, Conversations conversations, Streams streams, Clock clock) {
    this.transactions = transactions;
    this.conversations = conversations;
    this.streams = streams;
    this.clock = clock;
  }

  /** How many woke up. */
  public int handle() {
    int total = 0;
    int woken;
    do {
      woken = transactions.inTransaction(this::batch);
      total += woken;
    } while (woken == BATCH);
    return total;
  }

  private int batch() {
    var now = clock.instant();
    var awake =
        conversations.lockSnoozedUntil(now, BATCH).stream()
            .map(chat -> chat.movedTo(Lifecycle.OPEN, now))
            .toList();
    conversations.update(awake);
    streams.append(awake.stream().map(Frames::chatUpdated).toList());
    return awake.size();
  }
}
