package dev.switchboard.application.ingest;

import dev.switchboard.application.ingest.WebhookParser.Element;
import dev.switchboard.domain.inbound.Inbound;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A post and what it says. */
record OpenedPost(RawPost post, List<Element> elements) {
  Stream<Inbound> inbound() {
    return inbound(elements);
  }

  static Stream<Inbound> inbound(List<Element> elements) {
    return elements.stream()
        .filter(Element.Understood.class::isInstance)
        .map(element -> ((Element.Understood) element).inbound());
  }

  Set<Chat> chats() {
    return inbound()
        .map(one -> new Chat(one.account(), one.customer()))
        .collect(Collectors.toUnmodifiableSet());
  }
}
