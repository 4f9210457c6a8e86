package dev.switchboard.application.outbound;

import dev.switchboard.application.Transactions;
import dev.switchboard.application.outbound.Lanes.Claim;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.domain.outbound.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What the contracts of lanes share. Each test has storage of its own. */
public interface LanePorts {
  Instant NOW = Instant.parse("2026-11-20T12:00:00.123456Z");
  Duration LEASE = Duration.ofSeconds(60);
  MessageError WHY = new MessageError("temporary", "Try later.");
  ChannelAccountId ACCOUNT = new ChannelAccountId(77);

  Transactions transactions();

  Outbox outbox();

  Lanes lanes();

  /** A company that exists. */
  CompanyId company();

  default void enqueue(LaneKind kind, long lane, long... ids) {
    transactions()
        .inTransaction(
            () ->
                outbox()
                    .enqueue(
                        Arrays.stream(ids)
                            .mapToObj(
                                id ->
                                    new Outbox.Task(
                                        company(), kind, lane, id, id + 100, 0, "payload", NOW))
                            .toList()));
  }

  default Optional<Claim> claim(LaneKind kind, Instant now) {
    return unit(() -> lanes().claim(kind, now, now.plus(LEASE), Set.of()));
  }

  default Claim claimed(Instant now) {
    return claim(LaneKind.SEND, now).orElseThrow();
  }

  default Optional<TaskState> settle(Claim claim, Settlement settlement, Instant now) {
    return unit(() -> lanes().settle(claim, settlement, now));
  }

  default <T> T unit(Supplier<T> work) {
    return transactions().inTransaction(work);
  }

  static Settlement done(String mid) {
    return new Settlement.Done(Optional.of(mid));
  }

  static Settlement again(Instant at, boolean attempted) {
    return new Settlement.Again(at, attempted, WHY, Optional.empty());
  }
}
