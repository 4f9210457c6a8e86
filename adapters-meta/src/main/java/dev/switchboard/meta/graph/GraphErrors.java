package dev.switchboard.meta.graph;

import static dev.switchboard.application.outbound.SendFailure.Kind.AMBIGUOUS;
import static dev.switchboard.application.outbound.SendFailure.Kind.CHANNEL_BROKEN;
import static dev.switchboard.application.outbound.SendFailure.Kind.CHANNEL_REAUTH;
import static dev.switchboard.application.outbound.SendFailure.Kind.CHANNEL_SUSPENDED;
import static dev.switchboard.application.outbound.SendFailure.Kind.OUTSIDE_WINDOW;
import static dev.switchboard.application.outbound.SendFailure.Kind.PERMANENT;
import static dev.switchboard.application.outbound.SendFailure.Kind.RATE_LIMITED;
import static dev.switchboard.application.outbound.SendFailure.Kind.RETRY;
import static dev.switchboard.application.outbound.SendFailure.Kind.STOP_TAG;
import static dev.switchboard.application.outbound.SendFailure.Kind.THREAD_NOT_OWNED;

import dev.switchboard.application.outbound.SendFailure;
import dev.switchboard.domain.message.MessageError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The one table of what Graph errors mean: by code and subcode, then by code, then by HTTP status;
 * never by the text, which Meta changes and translates.
 */
final class GraphErrors {
  private static final int ANY = -1;

  /**
   * @param attempts how many tries the failure deserves at most
   */
  private record Row(
      int code, int subcode, SendFailure.Kind kind, String name, String detail, int attempts) {
    Row(int code, int subcode, SendFailure.Kind kind, String name, String detail) {
      this(code, subcode, kind, name, detail, SendFailure.ATTEMPTS);
    }

    boolean fits(GraphError error) {
      return (code == ANY || code == error.code())
          && (subcode == ANY || subcode == error.subcode());
    }
  }

  private static final String WINDOW = "outside_messaging_window";
  private static final String WINDOW_TEXT = "The time in which it may be answered is over.";
  private static final String TEMPORARY = "platform_temporary";
  private static final String TEMPORARY_TEXT = "The platform had a temporary problem.";
  private static final String LIMITED = "rate_limited";
  private static final String LIMITED_TEXT = "The platform accepts no more messages for now.";
  private static final String NOBODY = "recipient_unavailable";
  private static final String NOBODY_TEXT = "This person cannot receive the message.";
  private static final String UNKNOWN_TEXT = "The platform does not know this person.";
  private static final String BROKEN = "channel_permission";
  private static final String BROKEN_TEXT = "The account lacks a permission of the platform.";
  private static final String SUSPENDED = "channel_suspended";
  private static final String SUSPENDED_TEXT = "The platform has restricted the account.";
  private static final String OWNED = "thread_not_owned";
  private static final String OWNED_TEXT = "Another app answers in this conversation.";
  private static final String MEDIA = "attachment_refused";
  private static final String MEDIA_TEXT = "The platform could not take the attachment.";
  private static final String GONE = "reference_deleted";
  private static final String GONE_TEXT = "The message it refers to was deleted.";
  private static final String DOUBT = "delivery_unknown";
  private static final String DOUBT_TEXT = "It is not known whether this was delivered.";

  /** The first that fits counts: exact pairs, then subcodes under any code, then codes. */
  private static final List<Row> ROWS =
      List.of(
          new Row(1, 1357046, AMBIGUOUS, DOUBT, DOUBT_TEXT),
          new Row(613, 2018338, STOP_TAG, "tag_misuse", "Late answers are not allowed any more."),
          new Row(10, 2018278, OUTSIDE_WINDOW, WINDOW, WINDOW_TEXT),
          new Row(10, 2534022, OUTSIDE_WINDOW, WINDOW, WINDOW_TEXT),
          new Row(10, 2018065, OUTSIDE_WINDOW, WINDOW, WINDOW_TEXT),
          new Row(10, 2018108, PERMANENT, NOBODY, NOBODY_TEXT),
          new Row(10, 1893063, CHANNEL_SUSPENDED, SUSPENDED, SUSPENDED_TEXT),
          new Row(100, 2534037, THREAD_NOT_OWNED, OWNED, OWNED_TEXT),
          new Row(100, 2018001, PERMANENT, "recipient_unknown", UNKNOWN_TEXT),
          new Row(100, 2534014, PERMANENT, "recipient_unknown", UNKNOWN_TEXT),
          new Row(100, 33, PERMANENT, "recipient_unknown", UNKNOWN_TEXT),
          new Row(100, 2018008, RETRY, MEDIA, MEDIA_TEXT, 2),
          new Row(100, 2018047, RETRY, MEDIA, MEDIA_TEXT, 2),
          new Row(100, 2018294, RETRY, MEDIA, MEDIA_TEXT, 2),
          new Row(100, 2018109, RETRY, MEDIA, MEDIA_TEXT, 2),
          new Row(200, 1545041, PERMANENT, NOBODY, NOBODY_TEXT),
          new Row(200, 2534041, CHANNEL_BROKEN, "channel_access_off", "Access was switched off."),
          new Row(ANY, 2018300, THREAD_NOT_OWNED, OWNED, OWNED_TEXT),
          new Row(ANY, 2018321, THREAD_NOT_OWNED, OWNED, OWNED_TEXT),
          new Row(2018300, ANY, THREAD_NOT_OWNED, OWNED, OWNED_TEXT),
          new Row(2018321, ANY, THREAD_NOT_OWNED, OWNED, OWNED_TEXT),
          new Row(1, ANY, RETRY, TEMPORARY, TEMPORARY_TEXT, 5),
          new Row(2, ANY, RETRY, TEMPORARY, TEMPORARY_TEXT, 5),
          new Row(1200, ANY, RETRY, TEMPORARY, TEMPORARY_TEXT, 5),
          new Row(4, ANY, RATE_LIMITED, LIMITED, LIMITED_TEXT),
          new Row(17, ANY, RATE_LIMITED, LIMITED, LIMITED_TEXT),
          new Row(32, ANY, RATE_LIMITED, LIMITED, LIMITED_TEXT),
          new Row(613, ANY, RATE_LIMITED, LIMITED, LIMITED_TEXT),
          new Row(80006, ANY, RATE_LIMITED, LIMITED, LIMITED_TEXT),
          new Row(80007, ANY, RATE_LIMITED, LIMITED, LIMITED_TEXT),
          new Row(3, ANY, CHANNEL_BROKEN, BROKEN, BROKEN_TEXT),
          new Row(10, ANY, CHANNEL_BROKEN, BROKEN, BROKEN_TEXT),
          new Row(200, ANY, CHANNEL_BROKEN, BROKEN, BROKEN_TEXT),
          new Row(2022, ANY, CHANNEL_SUSPENDED, SUSPENDED, SUSPENDED_TEXT),
          new Row(368, ANY, CHANNEL_SUSPENDED, SUSPENDED, SUSPENDED_TEXT),
          new Row(100, ANY, PERMANENT, "bad_request", "The platform did not accept the message."),
          new Row(190, ANY, CHANNEL_REAUTH, "channel_reauth", "Connect the account again."),
          new Row(551, ANY, PERMANENT, NOBODY, NOBODY_TEXT),
          new Row(9000001, ANY, PERMANENT, GONE, GONE_TEXT),
          new Row(10900, ANY, PERMANENT, GONE, GONE_TEXT),
          // WhatsApp
          new Row(131047, ANY, OUTSIDE_WINDOW, WINDOW, WINDOW_TEXT),
          new Row(131026, ANY, PERMANENT, NOBODY, NOBODY_TEXT),
          new Row(131051, ANY, PERMANENT, "bad_request", "WhatsApp does not carry this."),
          new Row(131009, ANY, PERMANENT, "bad_request", "WhatsApp did not accept the message."),
          new Row(130429, ANY, RATE_LIMITED, LIMITED, LIMITED_TEXT),
          new Row(131048, ANY, RATE_LIMITED, LIMITED, LIMITED_TEXT),
          new Row(131056, ANY, RATE_LIMITED, LIMITED, LIMITED_TEXT),
          new Row(131000, ANY, RETRY, TEMPORARY, TEMPORARY_TEXT, 5),
          new Row(131016, ANY, RETRY, TEMPORARY, TEMPORARY_TEXT, 5));

  private GraphErrors() {}

  /**
   * @param after the platform's hint in the headers, used where it is too fast
   */
  static SendFailure of(GraphError error, Optional<Duration> after) {
    var row =
        ROWS.stream()
            .filter(one -> one.fits(error))
            .findFirst()
            .orElseGet(() -> of(error.status()));
    return new SendFailure(
        row.kind(),
        new MessageError(row.name(), row.detail() + trace(error)),
        row.kind() == RATE_LIMITED ? after : Optional.empty(),
        row.attempts());
  }

  /** An answer that is no Graph error at all. */
  static SendFailure ofStatus(int status, Optional<Duration> after) {
    return of(new GraphError(status, 0, 0, ""), after);
  }

  static SendFailure inDoubt() {
    return new SendFailure(AMBIGUOUS, DOUBT, DOUBT_TEXT);
  }

  static SendFailure neverLeft() {
    return new SendFailure(RETRY, "platform_unreachable", "The platform could not be reached.");
  }

  /** We hold it back ourselves. */
  static SendFailure overRate(Duration after) {
    return new SendFailure(
        SendFailure.Kind.NOT_TRIED,
        new MessageError(LIMITED, LIMITED_TEXT),
        Optional.of(after),
        SendFailure.ATTEMPTS);
  }

  static SendFailure notTried(Duration after) {
    return new SendFailure(
        SendFailure.Kind.NOT_TRIED,
        new MessageError("platform_unavailable", "The platform does not answer at the moment."),
        Optional.of(after),
        SendFailure.ATTEMPTS);
  }

  /** Whoever has the lane now sends it, and maybe that is us. */
  static SendFailure tooLate() {
    return notTried(Duration.ZERO);
  }

  private static Row of(int status) {
    if (status == 429) {
      return new Row(ANY, ANY, RATE_LIMITED, LIMITED, LIMITED_TEXT);
    }
    return status >= 400 && status < 500
        ? new Row(ANY, ANY, PERMANENT, "platform_refused", "The platform refused the message.")
        : new Row(ANY, ANY, AMBIGUOUS, DOUBT, DOUBT_TEXT);
  }

  private static String trace(GraphError error) {
    return error.trace().isEmpty() ? "" : " (trace " + error.trace() + ")";
  }
}
