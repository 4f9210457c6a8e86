package dev.switchboard.application.outbound;

import dev.switchboard.application.outbound.ChannelGateway.Call;
import dev.switchboard.application.outbound.ChannelGateway.Found;
import dev.switchboard.application.outbound.ChannelGateway.Sent;
import dev.switchboard.application.outbound.ChannelGateway.Target;
import dev.switchboard.application.outbound.Lanes.Claim;
import dev.switchboard.application.outbound.SendContext.Prepared;
import dev.switchboard.domain.channel.ChannelState;
import dev.switchboard.domain.channel.MessagingWindow;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.message.Author;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.domain.outbound.LaneKind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends answers, one call at a time for each conversation. A call whose fate is unknown is never
 * simply repeated: an echo may prove it, else the platform is asked, else a person decides.
 */
public final class SendMessages implements LaneHandler {
  private static final Logger LOG = LoggerFactory.getLogger(SendMessages.class);

  /** How soon to look again at an account that may not send; a new token is heard of at once. */
  private static final Duration ACCOUNT_CHECK = Duration.ofMinutes(5);

  /** Far less than a lease, so that nobody has taken over when a call leaves at the last moment. */
  private static final Duration LEAVES_WITHIN = Duration.ofSeconds(20);

  private static final Duration BREATHER = Duration.ofSeconds(10);
  private static final MessageError IN_DOUBT =
      new MessageError("delivery_unknown", "It is not known whether this was delivered.");

  private final SendContext context;
  private final ChannelGateway gateway;
  private final SendParts parts;
  private final RetryPolicy policy;
  private final ChannelStates states;
  private final SettleSends settling;
  private final Clock clock;

  public SendMessages(
      SendContext context,
      ChannelGateway gateway,
      SendParts parts,
      RetryPolicy policy,
      ChannelStates states,
      SettleSends settling,
      Clock clock) {
    this.context = context;
    this.gateway = gateway;
    this.parts = parts;
    this.policy = policy;
    this.states = states;
    this.settling = settling;
    this.clock = clock;
  }

  @Override
  public LaneKind kind() {
    return LaneKind.SEND;
  }

  @Override
  public Outcome handle(Claim claim) {
    if (claim.ambiguous()) {
      var now = clock.instant();
      var lookAt = policy.lookAt(claim.takenOver() ? now : claim.calledAt());
      if (now.isBefore(lookAt)) {
        return new Outcome.Held(lookAt, IN_DOUBT, Optional.empty());
      }
    }
    return switch (context.prepare(claim)) {
      case SendContext.Gone(var why) -> new Outcome.Failed(why);
      case Prepared prepared -> handle(claim, prepared);
    };
  }

  private Outcome handle(Claim claim, Prepared prepared) {
    if (prepared.platform() == Platform.WEB) {
      return new Outcome.Done(Optional.empty()); // the stream has brought it there
    }
    var account = prepared.target().account();
    if (!account.active() || account.state() == ChannelState.REAUTH) {
      return new Outcome.Held(
          clock.instant().plus(ACCOUNT_CHECK),
          account.active()
              ? new MessageError("channel_reauth", "The account must be connected again.")
              : new MessageError("channel_inactive", "The account is switched off."),
          Optional.of(account.id()));
    }
    return claim.ambiguous() ? findOut(claim, prepared) : send(claim, prepared);
  }

  private Outcome send(Claim claim, Prepared prepared) {
    var account = prepared.target().account();
    var window =
        MessagingWindow.at(
            prepared.platform(),
            prepared.windowOpenedAt(),
            clock.instant(),
            prepared.author() instanceof Author.Agent,
            account.humanAgent());
    return switch (window) {
      case MessagingWindow.Closed _ ->
          new Outcome.Failed(
              new MessageError(
                  "outside_messaging_window", "The time in which it may be answered is over."));
      case MessagingWindow.Response _ -> send(claim, prepared.target(), false);
      case MessagingWindow.HumanAgent _ -> send(claim, prepared.target(), true);
    };
  }

  private Outcome send(Claim claim, Target target, boolean humanAgent) {
    var call =
        new Call(
            parts.read(claim.payload()),
            humanAgent,
            Long.toString(claim.task()),
            claim.calledAt().plus(LEAVES_WITHIN));
    return switch (call(target, call)) {
      case Sent.Accepted(var mid) -> {
        states.worked(target);
        yield new Outcome.Done(Optional.of(mid));
      }
      case Sent.Refused(var failure) -> refused(target, failure);
    };
  }

  private Sent call(Target target, Call call) {
    try {
      return gateway.send(target, call);
    } catch (RuntimeException e) {
      LOG.error("call for task {}", call.tag(), e); // it may have left nevertheless
      return new Sent.Refused(
          new SendFailure(
              SendFailure.Kind.AMBIGUOUS, IN_DOUBT, Optional.empty(), SendFailure.ATTEMPTS));
    }
  }

  private Outcome refused(Target target, SendFailure failure) {
    var told =
        failure.kind() == SendFailure.Kind.NOT_TRIED
            ? ChannelStates.Told.NOTHING
            : states.failed(target, failure);
    return switch (failure.kind()) {
      case RETRY, RATE_LIMITED ->
          new Outcome.Retry(failure.after(), failure.attempts(), failure.error());
      case NOT_TRIED -> held(failure);
      case AMBIGUOUS -> new Outcome.Ambiguous(failure.error());
      case CHANNEL_REAUTH -> reauth(target, failure, told);
      case PERMANENT,
          OUTSIDE_WINDOW,
          CHANNEL_BROKEN,
          CHANNEL_SUSPENDED,
          THREAD_NOT_OWNED,
          STOP_TAG ->
          new Outcome.Failed(failure.error());
    };
  }

  /** With the token that is there now, where it is another one; else once there is one. */
  private Outcome reauth(Target target, SendFailure failure, ChannelStates.Told told) {
    var now = clock.instant();
    return switch (told) {
      case OF_ITS_ACCOUNT ->
          new Outcome.Held(
              now.plus(ACCOUNT_CHECK), failure.error(), Optional.of(target.account().id()));
      case OF_ANOTHER_TOKEN -> new Outcome.Held(now, failure.error(), Optional.empty());
      // the account looks as if it could send: at once, it would be called again and again
      case NOTHING -> new Outcome.Retry(Optional.empty(), SendFailure.ATTEMPTS, failure.error());
    };
  }

  private Outcome held(SendFailure failure) {
    return new Outcome.Held(
        clock.instant().plus(failure.after().orElse(BREATHER)), failure.error(), Optional.empty());
  }

  private Outcome findOut(Claim claim, Prepared prepared) {
    var part = parts.read(claim.payload());
    return switch (gateway.lookUp(prepared.target(), part, claim.calledAt())) {
      case Found.Candidates(var mids) ->
          context
              .unclaimed(claim, prepared.target().account().id(), mids)
              .<Outcome>map(mid -> new Outcome.Done(Optional.of(mid)))
              .orElse(new Outcome.Retry(Optional.empty(), SendFailure.ATTEMPTS, IN_DOUBT));
      case Found.Unclear(var failure) when failure.kind() == SendFailure.Kind.NOT_TRIED ->
          held(failure);
      case Found.Unclear _ -> new Outcome.Ambiguous(IN_DOUBT);
    };
  }

  @Override
  public void settle(Claim claim, Settlement settlement, Instant now) {
    settling.settle(claim, () -> states.asOfNow(claim.company(), settlement, now), now);
  }
}
