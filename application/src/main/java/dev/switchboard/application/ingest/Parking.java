package dev.switchboard.application.ingest;

import dev.switchboard.application.Ids;
import dev.switchboard.application.ingest.ParkedEvent.State;
import dev.switchboard.application.ingest.WebhookParser.Element;
import dev.switchboard.domain.inbound.Inbound;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Sorts out what of a post has to wait for a person, and why. */
final class Parking {
  static final String UNKNOWN_ACCOUNT = "account.unknown";
  static final String FAILED = "processing.failed";

  private final ParkedEvents parked;
  private final Ids ids;

  Parking(ParkedEvents parked, Ids ids) {
    this.parked = parked;
    this.ids = ids;
  }

  Stream<ParkedEvent> events(
      RawPost post, List<Element> elements, Set<Inbound> unknown, Set<String> poison, Instant now) {
    return elements.stream()
        .flatMap(element -> refused(element, unknown, poison))
        .map(refused -> event(post, refused, now));
  }

  void park(List<ParkedEvent> events) {
    if (!events.isEmpty()) {
      parked.park(events);
    }
  }

  /** Why it was not taken in; empty when it was. */
  static Stream<Element.Refused> refused(
      Element element, Set<Inbound> unknown, Set<String> poison) {
    return switch (element) {
      case Element.Refused refused -> Stream.of(refused);
      case Element.Understood(var inbound) when poison.contains(inbound.raw()) ->
          Stream.of(refusal(inbound, FAILED, "taking it in failed; see the log"));
      case Element.Understood(var inbound) when unknown.contains(inbound) ->
          Stream.of(refusal(inbound, UNKNOWN_ACCOUNT, "nobody has connected this account"));
      case Element.Understood _ -> Stream.empty();
    };
  }

  private static Element.Refused refusal(Inbound inbound, String code, String detail) {
    return new Element.Refused(Optional.of(inbound.account()), code, detail, inbound.raw());
  }

  private ParkedEvent event(RawPost post, Element.Refused refused, Instant now) {
    return new ParkedEvent(
        ids.next(),
        Optional.empty(),
        refused.account(),
        post.id(),
        refused.raw(),
        refused.code(),
        refused.detail(),
        1,
        State.PARKED,
        post.receivedAt(),
        now);
  }
}
