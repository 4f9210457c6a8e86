package dev.switchboard.chaos.family;

import dev.switchboard.meta.sandbox.GraphError;
import java.util.List;

/** The rows of Meta's error table, each with the status it comes with. */
final class GraphErrors {
  private static final int BAD = 400;
  private static final int REFUSED = 403;
  private static final int UNKNOWN = 401;
  private static final int TOO_MANY = 429;

  static final List<GraphError> ROWS =
      List.of(
          GraphError.TEMPORARY,
          row(503, 1, 0),
          row(BAD, 1200, 0),
          GraphError.MAYBE_SENT,
          row(BAD, 4, 0),
          row(BAD, 17, 0),
          row(BAD, 32, 0),
          GraphError.RATE_LIMITED,
          row(BAD, 613, 2534040),
          row(BAD, 80006, 0),
          row(BAD, 80007, 0),
          row(TOO_MANY, 4, 0),
          row(BAD, 613, 2018338),
          GraphError.OUTSIDE_WINDOW_FACEBOOK,
          GraphError.OUTSIDE_WINDOW_INSTAGRAM,
          row(BAD, 10, 2018065),
          row(BAD, 10, 2018108),
          row(REFUSED, 10, 0),
          GraphError.PERMISSION,
          row(REFUSED, 200, 2018028),
          row(BAD, 3, 0),
          row(BAD, 10, 1893063),
          row(BAD, 2022, 0),
          GraphError.RESTRICTED,
          GraphError.THREAD_NOT_OWNED,
          row(BAD, 10, 2018321),
          row(BAD, 100, 2534037),
          GraphError.NO_SUCH_PERSON,
          row(BAD, 100, 2534014),
          row(BAD, 100, 33),
          row(BAD, 100, 2018008),
          row(BAD, 100, 2018047),
          row(BAD, 100, 2018294),
          row(BAD, 100, 2018109),
          row(BAD, 100, 0),
          GraphError.TOKEN_INVALID,
          GraphError.TOKEN_EXPIRED,
          row(UNKNOWN, 190, 458),
          row(UNKNOWN, 190, 459),
          row(UNKNOWN, 190, 460),
          row(UNKNOWN, 190, 464),
          row(UNKNOWN, 190, 467),
          GraphError.PERSON_UNAVAILABLE,
          row(BAD, 551, 0),
          row(BAD, 200, 1545041),
          row(REFUSED, 200, 2534041),
          row(BAD, 9000001, 0),
          row(BAD, 10900, 0));

  private GraphErrors() {}

  private static GraphError row(int status, int code, int subcode) {
    return new GraphError(status, code, subcode, "A drill");
  }
}
