package dev.switchboard.web.admission;

import java.util.concurrent.ThreadLocalRandom;

/** A request is refused for now. Without a trace of the stack, for there may be very many. */
public final class TurnedAway extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int SOONEST_SECONDS = 1;
  private static final int LATEST_SECONDS = 5;

  TurnedAway() {
    super("more is asked for than can be done", null, false, false);
  }

  /** Another one for each, so that those who heed it do not come back together. */
  public int retryAfterSeconds() {
    return ThreadLocalRandom.current().nextInt(SOONEST_SECONDS, LATEST_SECONDS + 1);
  }
}
