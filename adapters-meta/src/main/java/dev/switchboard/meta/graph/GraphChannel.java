package dev.switchboard.meta.graph;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.application.outbound.ChannelGateway;
import dev.switchboard.application.outbound.SendFailure;
import dev.switchboard.application.outbound.SendPart;
import dev.switchboard.meta.graph.GraphClient.Reply;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Meta's platforms over the Graph API: Messenger, Instagram, WhatsApp. */
public final class GraphChannel implements ChannelGateway {
  private static final SendFailure UNSUPPORTED =
      new SendFailure(
          SendFailure.Kind.PERMANENT, "channel_unsupported", "This channel cannot do that.");
  private static final SendFailure NOTHING_TO_SEND =
      new SendFailure(
          SendFailure.Kind.PERMANENT, "attachment_refused", "The attachment has no address.");

  private final GraphClient client;
  private final SentLookUp lookUp;
  private final SendRates rates;

  /** With a clock that nobody sets while it runs. */
  public GraphChannel(GraphConfig config, Clock clock) {
    this(config, clock, clock);
  }

  /**
   * @param clock of the day, as others write it down
   * @param running by which this process waits until it calls again, such as {@link RunningClock}
   */
  public GraphChannel(GraphConfig config, Clock clock, Clock running) {
    this.client = new GraphClient(config, clock, running);
    this.lookUp = new SentLookUp(client);
    this.rates = new SendRates(config.textsPerSecond(), config.mediaPerSecond(), clock);
  }

  @Override
  public Sent send(Target target, Call call) {
    return switch (target.account().platform()) {
      case FACEBOOK, INSTAGRAM ->
          send(target, call, SendBodies.messenger(target.recipient(), call), "/message_id");
      case WHATSAPP ->
          send(target, call, SendBodies.whatsapp(target.recipient(), call), "/messages/0/id");
      case SMS, WEB -> new Sent.Refused(UNSUPPORTED);
    };
  }

  private Sent send(Target target, Call call, Optional<JsonNode> body, String mid) {
    if (body.isEmpty()) {
      return new Sent.Refused(NOTHING_TO_SEND);
    }
    var kind = call.part().attachments().isEmpty() ? SendRates.Kind.TEXT : SendRates.Kind.MEDIA;
    var wait = rates.take(target.account().id(), kind);
    if (wait.isPresent()) {
      return new Sent.Refused(GraphErrors.overRate(wait.get()));
    }
    var account = target.account().key().externalId();
    return switch (client.post(target, account, "messages", body.get(), call.leaveBy())) {
      case Reply.Failed(var failure) -> new Sent.Refused(failure);
      case Reply.Ok(var answer) -> accepted(answer.at(mid).asText(""));
    };
  }

  /** A success that names nothing is none that we could rely on. */
  private static Sent accepted(String mid) {
    return mid.isEmpty() ? new Sent.Refused(GraphErrors.inDoubt()) : new Sent.Accepted(mid);
  }

  @Override
  public Found lookUp(Target target, SendPart part, Instant since) {
    return switch (target.account().platform()) {
      case FACEBOOK, INSTAGRAM -> lookUp.find(target, part, since);
      case WHATSAPP, SMS, WEB -> new Found.Unclear(UNSUPPORTED);
    };
  }

  @Override
  public Profile profile(Target target) {
    return switch (target.account().platform()) {
      case FACEBOOK -> profile(target, "first_name,last_name,name,profile_pic");
      case INSTAGRAM -> profile(target, "name,username,profile_pic");
      case WHATSAPP, SMS, WEB -> new Profile.Refused(UNSUPPORTED);
    };
  }

  @Override
  public boolean unreachable() {
    return client.unreachable();
  }

  private Profile profile(Target target, String fields) {
    return switch (client.get(target, target.recipient(), "", Map.of("fields", fields))) {
      case Reply.Failed(var failure) -> new Profile.Refused(failure);
      case Reply.Ok(var body) ->
          new Profile.Known(
              text(body, "name").or(() -> fullName(body)).or(() -> text(body, "username")),
              text(body, "profile_pic").filter(url -> url.startsWith("https://")));
    };
  }

  private static Optional<String> fullName(JsonNode body) {
    var name =
        (text(body, "first_name").orElse("") + " " + text(body, "last_name").orElse("")).strip();
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }

  private static Optional<String> text(JsonNode body, String field) {
    var text = body.path(field).asText("").strip();
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
