package dev.switchboard.web;

import dev.switchboard.application.idempotency.AnswerOnce;
import dev.switchboard.application.idempotency.IdempotencyKeys.Answer;
import dev.switchboard.application.idempotency.IdempotencyKeys.Scope;
import dev.switchboard.application.throttle.Turnstile;
import dev.switchboard.domain.Rejection.Refused;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;
import io.javalin.router.Endpoint;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What an {@code Idempotency-Key} does to the routes that are {@link Idempotent}. */
public final class IdempotentPosts {
  static final String KEY = "Idempotency-Key";
  static final String REPLAYED = "Idempotency-Replayed";

  private static final Pattern VALID = Pattern.compile("[\\x21-\\x7e]{1,255}");
  private static final String ALGORITHM = "HmacSHA256";

  private final AnswerOnce answerOnce;
  private final byte[] fingerprintKey;
  private final Turnstile places;

  /**
   * @param fingerprintKey secret: a body may hold a password, which nobody should be able to guess
   *     from what is stored
   * @param places for how many at once: each has a connection to the database for as long as its
   *     handler takes, hashing a password included
   */
  public IdempotentPosts(AnswerOnce answerOnce, byte[] fingerprintKey, Turnstile places) {
    this.answerOnce = answerOnce;
    this.fingerprintKey = fingerprintKey.clone();
    this.places = places;
  }

  /** The endpoint's handler with all that is around it. */
  Handler around(Endpoint endpoint) {
    return context -> {
      var creates =
          endpoint.method.equals(HandlerType.POST) // not what runs before and after it
              && context.routeRoles().contains(Idempotent.BY_KEY);
      if (creates && context.header(KEY) != null) {
        answer(context, endpoint);
      } else {
        endpoint.handler.handle(context);
      }
    };
  }

  private void answer(Context context, Endpoint endpoint) {
    var command = command(context, endpoint.path);
    try {
      var answered =
          places.pass(
              IdempotentPosts.class,
              () -> answerOnce.handle(command, () -> run(context, endpoint.handler)));
      if (answered.replayed()) {
        replay(context, answered.answer());
      }
    } catch (RuntimeException e) {
      reset(context); // what the handler began to say was rolled back
      throw e;
    }
  }

  private AnswerOnce.Command command(Context context, String route) {
    var key = context.header(KEY);
    if (!VALID.matcher(key).matches()) {
      throw new Refused(
              "idempotency_key_invalid", "Idempotency-Key has 1 to 255 visible ASCII characters")
          .asException();
    }
    var caller = Requests.caller(context);
    var scope =
        new Scope(
            caller.company(), caller.user(), context.method() + " " + Mounts.canonical(route), key);
    return new AnswerOnce.Command(scope, fingerprint(context));
  }

  private byte[] fingerprint(Context context) {
    var query = context.queryString();
    var line =
        context.method()
            + " "
            + Mounts.canonical(context.path())
            + (query == null ? "" : "?" + query)
            + "\n";
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(fingerprintKey, ALGORITHM));
      mac.update(line.getBytes(StandardCharsets.UTF_8));
      return mac.doFinal(context.bodyAsBytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /** May run again, after an attempt that lost a race. */
  private static Answer run(Context context, Handler handler) {
    reset(context);
    try {
      handler.handle(context);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return new Answer(
        context.statusCode(),
        Optional.ofNullable(context.res().getContentType()),
        Optional.ofNullable(context.result()).orElse(""),
        Optional.ofNullable(context.res().getHeader(Header.LOCATION)));
  }

  private static void reset(Context context) {
    context.status(HttpStatus.OK).result("");
    context.res().setHeader(Header.LOCATION, null);
  }

  private static void replay(Context context, Answer answer) {
    context.status(answer.status()).result(answer.body()).header(REPLAYED, "true");
    answer.contentType().ifPresent(context::contentType);
    answer.location().ifPresent(location -> context.header(Header.LOCATION, location));
  }
}
