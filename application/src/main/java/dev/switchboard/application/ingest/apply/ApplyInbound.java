package dev.switchboard.application.ingest.apply;

import dev.switchboard.application.Ids;
import dev.switchboard.application.assignment.AssignConversations;
import dev.switchboard.application.channel.ChannelAccounts;
import dev.switchboard.application.channel.ChannelHealth;
import dev.switchboard.application.contact.Contacts;
import dev.switchboard.application.conversation.Conversations;
import dev.switchboard.application.conversation.Messages;
import dev.switchboard.application.ingest.ChannelEvent;
import dev.switchboard.application.ingest.ChannelEvents;
import dev.switchboard.application.ingest.EarlyEffects;
import dev.switchboard.application.ingest.WebhookParser;
import dev.switchboard.application.ingest.WebhookParser.Element;
import dev.switchboard.application.outbound.Outbox;
import dev.switchboard.application.outbound.OwnEchoes;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.inbound.Inbound;
import dev.switchboard.domain.inbound.InboundContent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes in a batch of inbound things, a fixed number of statements however many they are. Runs in
 * the caller's unit of work. Safe to run again with the same things: every message is added once,
 * effects and receipts lead to the same state.
 */
public final class ApplyInbound {
  /** Every port it writes through. */
  public record Ports(
      ChannelAccounts accounts,
      ChannelHealth health,
      Contacts contacts,
      Conversations conversations,
      Messages messages,
      OwnEchoes echoes,
      EarlyEffects early,
      ChannelEvents events,
      Outbox outbox,
      Streams streams) {}

  private static final Comparator<Routed> BY_TIME =
      Comparator.comparing(item -> item.inbound().at());

  private final Ports ports;
  private final WebhookParser parser;
  private final Ids ids;
  private final Threads threads;
  private final Drafts drafts;
  private final Effects effects;
  private final Receipts receipts;
  private final Handout handout;

  public ApplyInbound(Ports ports, AssignConversations assign, WebhookParser parser, Ids ids) {
    this.ports = ports;
    this.parser = parser;
    this.ids = ids;
    this.threads = new Threads(ports.contacts(), ports.conversations(), ports.outbox(), ids);
    this.drafts = new Drafts(ids);
    this.effects = new Effects(ids);
    this.receipts = new Receipts(ports.messages());
    this.handout = new Handout(assign);
  }

  /** Returns those whose account nobody has connected; the others are taken in. */
  public Set<Inbound> handle(List<Inbound> inbound, Instant now) {
    return handle(inbound, now, () -> {});
  }

  /**
   * As {@link #handle(List, Instant)}.
   *
   * @param locked is run once all their conversations are locked: what another one takes in from
   *     then on comes after this, in each of them. Not run where there is none.
   */
  public Set<Inbound> handle(List<Inbound> inbound, Instant now, Runnable locked) {
    if (inbound.isEmpty()) {
      return Set.of();
    }
    var accounts =
        ports.accounts().route(inbound.stream().map(Inbound::account).distinct().toList());
    var routed =
        inbound.stream()
            .filter(one -> accounts.containsKey(one.account()))
            .map(one -> new Routed(one, accounts.get(one.account())))
            .sorted(BY_TIME) // stable: of two at one time the one that came first is first
            .toList();
    if (!routed.isEmpty()) {
      apply(routed, new Batch(now), locked);
      ports.health().heard(accounts.values(), now);
    }
    return inbound.stream()
        .filter(one -> !accounts.containsKey(one.account()))
        .collect(Collectors.toUnmodifiableSet());
  }

  private void apply(List<Routed> routed, Batch batch, Runnable locked) {
    threads.open(routed, batch);
    locked.run();
    keepEvents(routed, batch);
    var foreign = withoutOwnEchoes(routed, batch);
    batch.knows(
        ports
            .messages()
            .byExternalIds(foreign.stream().flatMap(Routed::mentions).distinct().toList()));
    drafts.add(foreign, batch);
    var items = withEarly(foreign, batch);
    var early = effects.apply(items, batch);
    var added =
        batch.added(
            ports
                .messages()
                .add(batch.drafts().values().stream().map(Batch.Draft::message).toList()));
    ports.messages().update(List.copyOf(batch.changedMessages()));
    if (!early.isEmpty()) {
      ports.early().keep(early, batch.now());
    }
    var moved = receipts.apply(items, batch);
    Counters.move(added, batch);
    var reasons = handout.give(added, batch);
    ports.conversations().update(batch.changedConversations());
    batch.tell(Announcements.of(added, reasons, moved, batch));
    if (!batch.told().isEmpty()) {
      ports.streams().append(batch.told()); // last: it holds the company's counter
    }
  }

  /** What belongs to no thread is kept for its account. */
  private void keepEvents(List<Routed> routed, Batch batch) {
    var events =
        routed.stream()
            .filter(item -> batch.conversation(item).isEmpty())
            .flatMap(this::event)
            .toList();
    if (!events.isEmpty()) {
      ports.events().add(events, batch.now());
    }
  }

  private Stream<ChannelEvent> event(Routed item) {
    return switch (item.content()) {
      case InboundContent.AccountEvent(var field, _) -> Stream.of(event(item, field));
      case InboundContent.Notice(var kind, _) -> Stream.of(event(item, kind));
      default -> Stream.empty();
    };
  }

  private ChannelEvent event(Routed item, String field) {
    return new ChannelEvent(
        item.account().company(),
        ids.next(),
        item.account().id(),
        field,
        item.inbound().digest(),
        item.inbound().raw(),
        item.inbound().at());
  }

  private List<Routed> withoutOwnEchoes(List<Routed> routed, Batch batch) {
    var heard =
        routed.stream()
            .filter(item -> batch.conversation(item).isPresent())
            .flatMap(item -> heard(item, batch).map(echo -> Map.entry(item, echo)))
            .toList();
    if (heard.isEmpty()) {
      return routed;
    }
    var own = ports.echoes().settle(heard.stream().map(Map.Entry::getValue).distinct().toList());
    batch.tell(own.events());
    var settled =
        heard.stream()
            .filter(entry -> own.ours().contains(entry.getValue()))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    return routed.stream().filter(item -> !settled.contains(item)).toList();
  }

  private static Stream<OwnEchoes.Heard> heard(Routed item, Batch batch) {
    return item.content() instanceof InboundContent.Echo echo
        ? Stream.of(
            new OwnEchoes.Heard(
                item.account(), batch.conversation(item).orElseThrow(), echo, item.inbound().at()))
        : Stream.empty();
  }

  /** Adds what was put aside for the messages that come now. */
  private List<Routed> withEarly(List<Routed> items, Batch batch) {
    if (batch.drafts().isEmpty()) {
      return items;
    }
    var all = new ArrayList<>(items);
    for (var effect : ports.early().take(batch.drafts().keySet())) {
      var account = batch.drafts().get(effect.message()).from().account();
      parser.parse(effect.element().getBytes(StandardCharsets.UTF_8), effect.at()).stream()
          .filter(Element.Understood.class::isInstance)
          .map(element -> new Routed(((Element.Understood) element).inbound(), account))
          .forEach(all::add);
    }
    all.sort(BY_TIME);
    return all;
  }
}
