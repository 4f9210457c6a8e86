package dev.switchboard.application.idempotency;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.idempotency.IdempotencyKeys.Answer;
import dev.switchboard.application.idempotency.IdempotencyKeys.Known;
import dev.switchboard.application.idempotency.IdempotencyKeys.Scope;
import dev.switchboard.domain.Rejection.Conflict;
import dev.switchboard.domain.Rejection.Invalid;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Use case: a request under an idempotency key acts once, however often it arrives. Whatever it
 * does joins one unit of work with the note of its answer, so that a crash leaves both or neither.
 */
public final class AnswerOnce {
  /** How long an answer is kept; published in the API's description. */
  public static final Duration KEPT = Duration.ofHours(24);

  /**
   * @param fingerprint tells one request from another under the same key
   */
  public record Command(Scope scope, byte[] fingerprint) {}

  /**
   * @param replayed it is the answer of an earlier request
   */
  public record Answered(Answer answer, boolean replayed) {}

  private final Transactions transactions;
  private final IdempotencyKeys keys;
  private final Clock clock;

  public AnswerOnce(Transactions transactions, IdempotencyKeys keys, Clock clock) {
    this.transactions = transactions;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * @param work runs within the unit of work, and again if that lost a race; its answer is kept if
   *     it is a success, and its throw leaves nothing
   * @throws dev.switchboard.domain.Rejected {@code Conflict} while the first request is at work,
   *     {@code Invalid} if the key stands for another request
   */
  public Answered handle(Command command, Supplier<Answer> work) {
    return transactions.inTransaction(() -> decide(command, work));
  }

  private Answered decide(Command command, Supplier<Answer> work) {
    return switch (keys.claim(command.scope(), clock.instant())) {
      case Known.InUse _ ->
          throw new Conflict(
                  "idempotency_key_in_use", "The first request with this key is not finished yet")
              .asException();
      case Known.Answered(var fingerprint, var answer) -> {
        if (!MessageDigest.isEqual(fingerprint, command.fingerprint())) {
          throw new Invalid(
                  "idempotency_key_reused", "This key was used for another request already")
              .asException();
        }
        yield new Answered(answer, true);
      }
      case Known.Free _ -> {
        var answer = work.get();
        if (answer.status() < 300) {
          keys.keep(command.scope(), command.fingerprint(), answer, clock.instant().plus(KEPT));
        }
        yield new Answered(answer, false);
      }
    };
  }
}
