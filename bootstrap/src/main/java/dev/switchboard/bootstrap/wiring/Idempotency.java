package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.idempotency.AnswerOnce;
import dev.switchboard.application.idempotency.ForgetAnswers;
import dev.switchboard.application.idempotency.IdempotencyKeys;
import dev.switchboard.application.throttle.Turnstile;
import dev.switchboard.persistence.idempotency.PostgresIdempotencyKeys;
import dev.switchboard.web.IdempotentPosts;
import java.time.Duration;

/** What makes creating requests act once. */
final class Idempotency {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Core core;
  private final IdempotencyKeys keys;

  Idempotency(Core core) {
    this.core = core;
    this.keys = new PostgresIdempotencyKeys(core.database());
  }

  IdempotentPosts posts() {
    return new IdempotentPosts(
        new AnswerOnce(core.transactions(), keys, core.clock()),
        core.secrets().fingerprintKey(),
        new Turnstile(Math.max(1, core.settings().storage().poolSize() / 2), PATIENCE));
  }

  /** Of all companies: on the pool that sees everybody's rows. */
  void forgetExpired() {
    new ForgetAnswers(new PostgresIdempotencyKeys(core.systemDatabase()), core.clock()).handle();
  }
}
