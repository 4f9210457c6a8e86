package dev.switchboard.application.outbound;

import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.outbound.LaneKind;
import dev.switchboard.domain.outbound.TaskState;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Gives out work, one lane to one worker at a time. A claim is a lease with a fencing token: once
 * the lease has run out and somebody else has claimed the lane, whatever the first one still writes
 * is refused. Every method needs a running unit of work. Behaviour is fixed by {@code
 * LanesContract}.
 */
public interface Lanes {
  /**
   * The first open task of a lane.
   *
   * @param token grows with every claim of the lane
   * @param attempts used up so far, not counting the one that this claim is for
   * @param ambiguous not to be done but to be found out: an earlier call may have left
   * @param takenOver ambiguous since this claim: where clocks differ, or were set, the call that
   *     the lease was for may still be under way
   * @param calledAt when the call began that is, or may be, under way
   */
  record Claim(
      CompanyId company,
      LaneKind kind,
      long lane,
      long token,
      long task,
      long subject,
      int part,
      String payload,
      int attempts,
      boolean ambiguous,
      boolean takenOver,
      Instant calledAt) {}

  /**
   * The lane that has been due longest, for nobody else until {@code leaseUntil}. A {@code SEND}
   * whose lease ran out is ambiguous from here on, for its call may have left; work that may be
   * repeated is simply done again.
   *
   * @param underWay whose lanes are not given out, whatever has become of their leases: the caller
   *     is still at work there, though its clock may have been set meanwhile
   */
  Optional<Claim> claim(LaneKind kind, Instant now, Instant leaseUntil, Collection<Claim> underWay);

  /**
   * @return false if the claim is not the lane's newest any more, or settled
   */
  boolean extend(Claim claim, Instant leaseUntil);

  /**
   * Settles the task and gives the lane back.
   *
   * @return the state of the task from now on: {@code DONE} whatever the settlement if an echo has
   *     proven it meanwhile; empty, and nothing changed, if the claim is not the newest any more
   */
  Optional<TaskState> settle(Claim claim, Settlement settlement, Instant now);

  /** Everything that waits for this account's state is due at once. */
  void release(CompanyId company, ChannelAccountId account, Instant now);
}
