package dev.switchboard.application.stream;

import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.TokenForm;
import dev.switchboard.domain.Rejection.Unauthenticated;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Gives out tickets for a socket and takes them back, so that no access token has to stand in an
 * address, where logs and proxies would keep it.
 */
public final class SocketTickets {
  public static final Duration VALIDITY = Duration.ofSeconds(30);

  private final Tickets tickets;
  private final RandomGenerator random;
  private final Clock clock;

  /**
   * @param random must be unpredictable
   */
  public SocketTickets(Tickets tickets, RandomGenerator random, Clock clock) {
    this.tickets = tickets;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Opens one socket of this session within {@link #VALIDITY}.
   *
   * @throws dev.switchboard.domain.Rejected {@code Unauthenticated}: the session went with its user
   *     since the request came
   */
  public String issue(Caller caller) {
    var ticket = TokenForm.SOCKET.fresh(caller.company(), random);
    var now = clock.instant();
    var owner = new Tickets.Owner(caller.company(), caller.session());
    if (!tickets.keep(hash(ticket), owner, now, now.plus(VALIDITY))) {
      throw new Unauthenticated("invalid_token", "Could not validate credentials").asException();
    }
    return ticket;
  }

  /** What cannot be a ticket costs nothing: anybody may ask. */
  public Optional<Tickets.Owner> redeem(String ticket) {
    return TokenForm.SOCKET
        .companyOf(ticket)
        .flatMap(company -> tickets.take(company, hash(ticket), clock.instant()));
  }

  private static byte[] hash(String ticket) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(ticket.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
