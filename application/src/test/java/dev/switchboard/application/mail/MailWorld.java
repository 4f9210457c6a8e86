package dev.switchboard.application.mail;

import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.InMemorySeals;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.account.Notices;
import dev.switchboard.application.outbound.InMemoryLanes;
import dev.switchboard.application.outbound.InMemoryOutbox;
import dev.switchboard.application.outbound.LaneSignals;
import dev.switchboard.application.outbound.LaneWorkers;
import dev.switchboard.application.outbound.Lanes.Claim;
import dev.switchboard.application.outbound.Outcome;
import dev.switchboard.application.outbound.RetryPolicy;
import dev.switchboard.domain.outbound.LaneKind;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The way of mail, from a notice to a gateway, over storage in memory. */
public final class MailWorld {
  public static final URI FRONTEND = URI.create("https://app.example.test");

  public final InMemoryTransactions transactions;
  public final LaneSignals signals = new LaneSignals();
  public final InMemoryOutbox outbox;
  public final InMemoryLanes lanes;
  public final Notices notices;
  private final SendMail sendMail;
  private final Clock clock;

  public MailWorld(InMemoryTransactions transactions, MailGateway gateway, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
    outbox = new InMemoryOutbox(transactions, signals);
    lanes = new InMemoryLanes(outbox);
    var seals = new InMemorySeals();
    var ids = new InMemoryIds();
    notices =
        new MailNotices(
            new MailQueue(outbox, seals, ids, clock), new MailLinks(FRONTEND), ids, clock);
    sendMail = new SendMail(seals, gateway, lanes, clock);
  }

  /** Not started; waits are short. */
  public LaneWorkers workers() {
    return new LaneWorkers(
        transactions,
        transactions,
        lanes,
        List.of(sendMail),
        new RetryPolicy(
            new RetryPolicy.Config(Duration.ofMillis(20), Duration.ofMillis(100), Duration.ZERO),
            new Random(1)),
        signals,
        clock,
        new LaneWorkers.Config(
            Map.of(LaneKind.MAIL, 2),
            Duration.ofMillis(20),
            Duration.ofSeconds(30),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1)));
  }

  public Optional<Claim> claim(Duration lease) {
    var now = clock.instant();
    return transactions.inTransaction(
        () -> lanes.claim(LaneKind.MAIL, now, now.plus(lease), Set.of()));
  }

  public Outcome handle(Claim claim) {
    return sendMail.handle(claim);
  }
}
