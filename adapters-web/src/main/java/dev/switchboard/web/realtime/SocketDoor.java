package dev.switchboard.web.realtime;

import dev.switchboard.application.account.AccessTokens;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Callers;
import dev.switchboard.application.stream.CloseCode;
import dev.switchboard.application.stream.SocketTickets;
import dev.switchboard.application.throttle.CompanyQuotas;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.web.Cors;
import io.javalin.websocket.WsContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides who may open a socket. A browser sends an {@code Origin} with every one and cannot be
 * kept from connecting to us from another site's page, so that is looked at first.
 */
public final class SocketDoor {
  /** The answer to a newcomer. */
  sealed interface Answer {
    /**
     * @param expiresAt when what they showed ends
     */
    record Welcome(Caller caller, Optional<Instant> expiresAt) implements Answer {}

    record Refused(CloseCode code) implements Answer {}
  }

  private static final String BEARER = "bearer";
  private static final Answer UNAUTHENTICATED = new Answer.Refused(CloseCode.UNAUTHENTICATED);
  private static final Answer TOO_MANY = new Answer.Refused(CloseCode.TOO_MANY);
  private static final Answer FORBIDDEN = new Answer.Refused(CloseCode.FORBIDDEN);

  private final Cors cors;
  private final SocketTickets tickets;
  private final AccessTokens tokens;
  private final Callers callers;
  private final CompanyQuotas quotas;
  private final Clock clock;

  public SocketDoor(
      Cors cors,
      SocketTickets tickets,
      AccessTokens tokens,
      Callers callers,
      CompanyQuotas quotas,
      Clock clock) {
    this.cors = cors;
    this.tickets = tickets;
    this.tokens = tokens;
    this.callers = callers;
    this.quotas = quotas;
    this.clock = clock;
  }

  Answer ask(WsContext context) {
    var ticket = Optional.ofNullable(context.queryParam("ticket"));
    var bearer = bearer(context.header("Sec-WebSocket-Protocol"));
    var token = bearer.or(() -> Optional.ofNullable(context.queryParam("token")));
    boolean proof = ticket.isPresent() || bearer.isPresent();
    if (!admits(context.header("Origin"), proof)) {
      return FORBIDDEN;
    }
    if (ticket.isPresent()) {
      return ticket
          .flatMap(tickets::redeem)
          .map(owner -> known(owner.company(), owner.session(), Optional.empty(), _ -> true))
          .orElse(UNAUTHENTICATED);
    }
    return token
        .flatMap(tokens::verify)
        .map(
            claims ->
                known(
                    claims.company(),
                    claims.session(),
                    Optional.of(claims.expiresAt()),
                    claims.user()::equals))
        .orElse(UNAUTHENTICATED);
  }

  /** Who names no origin is no browser; a token in the address alone might have leaked from one. */
  private boolean admits(String origin, boolean proof) {
    return origin == null ? proof || cors.allowsAny() : cors.allows(origin);
  }

  /**
   * @param meant whether it is the session's user whom the proof names
   */
  private Answer known(
      CompanyId company, SessionId session, Optional<Instant> expiresAt, Predicate<UserId> meant) {
    try {
      quotas.request(company);
    } catch (Rejected _) {
      return TOO_MANY;
    }
    return switch (callers.find(company, session, clock.instant())) {
      case Callers.Found.Known(var caller) when meant.test(caller.user()) ->
          new Answer.Welcome(caller, expiresAt);
      case Callers.Found.Disabled _ -> FORBIDDEN;
      case Callers.Found.Known _, Callers.Found.Unknown _ -> UNAUTHENTICATED;
    };
  }

  /** {@code bearer, <token>}: how a browser can send a token outside the address. */
  private static Optional<String> bearer(String protocols) {
    var parts =
        protocols == null
            ? List.<String>of()
            : Arrays.stream(protocols.split(",")).map(String::strip).toList();
    return parts.size() == 2 && parts.getFirst().equalsIgnoreCase(BEARER)
        ? Optional.of(parts.getLast())
        : Optional.empty();
  }
}
