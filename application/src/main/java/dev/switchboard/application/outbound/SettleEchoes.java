package dev.switchboard.application.outbound;

import dev.switchboard.application.conversation.Messages;
import dev.switchboard.application.conversation.Messages.ExternalRef;
import dev.switchboard.application.outbound.Deliveries.Delivery;
import dev.switchboard.application.stream.StreamEvent;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.Reach;
import dev.switchboard.domain.inbound.InboundContent.Echo;
import dev.switchboard.domain.outbound.TaskState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Recognises our own answers among the echoes: Messenger gives our tag back; Instagram does not, so
 * there the text of the one call that may be under way in a conversation must do.
 */
public final class SettleEchoes implements OwnEchoes {
  private final Deliveries deliveries;
  private final Messages messages;
  private final SendParts parts;
  private final MessageProgress progress;
  private final Clock clock;

  public SettleEchoes(Deliveries deliveries, Messages messages, SendParts parts, Clock clock) {
    this.deliveries = deliveries;
    this.messages = messages;
    this.parts = parts;
    this.progress = new MessageProgress(messages, deliveries);
    this.clock = clock;
  }

  @Override
  public Settled settle(Collection<Heard> echoes) {
    var ours = new HashSet<Heard>();
    var events = new ArrayList<StreamEvent>();
    echoes.stream()
        .collect(Collectors.groupingBy(heard -> heard.conversation().company()))
        .forEach((company, heard) -> events.addAll(settle(company, heard, ours)));
    return new Settled(ours, events);
  }

  private List<StreamEvent> settle(CompanyId company, List<Heard> echoes, Set<Heard> ours) {
    var known =
        deliveries.matching(
            company,
            echoes.stream().flatMap(heard -> tag(heard.echo()).stream()).toList(),
            echoes.stream().map(heard -> heard.echo().mid()).toList(),
            echoes.stream()
                .filter(SettleEchoes::untagged)
                .map(heard -> heard.conversation().id().value())
                .toList());
    var stored = stored(company, echoes);
    var proofs = new HashMap<Long, String>();
    var subjects = new HashSet<Long>();
    for (var heard : echoes) {
      var delivery = match(heard, known, proofs, stored);
      delivery.ifPresent(
          call -> {
            ours.add(heard);
            if (call.state() != TaskState.DONE) {
              proofs.putIfAbsent(call.id(), heard.echo().mid());
              subjects.add(call.subject());
            }
          });
    }
    if (proofs.isEmpty()) {
      return List.of();
    }
    deliveries.proven(company, proofs, clock.instant());
    return progress.update(company, subjects, reaches(echoes));
  }

  private static Map<Long, Reach> reaches(List<Heard> echoes) {
    return echoes.stream()
        .map(Heard::conversation)
        .collect(
            Collectors.toMap(
                chat -> chat.id().value(), chat -> chat.activity().reach(), Reach::and));
  }

  /** Known under their own mid already, so that equal words later are not taken for them. */
  private Set<String> stored(CompanyId company, List<Heard> echoes) {
    var refs =
        echoes.stream()
            .filter(SettleEchoes::untagged)
            .map(heard -> new ExternalRef(company, heard.account().id(), heard.echo().mid()))
            .toList();
    return refs.isEmpty()
        ? Set.of()
        : messages.byExternalIds(refs).keySet().stream()
            .map(ExternalRef::externalId)
            .collect(Collectors.toSet());
  }

  private Optional<Delivery> match(
      Heard heard, List<Delivery> known, Map<Long, String> proofs, Set<String> stored) {
    var here =
        known.stream().filter(call -> call.lane() == heard.conversation().id().value()).toList();
    var mid = Optional.of(heard.echo().mid());
    return here.stream()
        .filter(call -> tag(heard.echo()).filter(id -> id == call.id()).isPresent())
        .findFirst()
        .or(() -> here.stream().filter(call -> call.externalId().equals(mid)).findFirst())
        .or(
            () ->
                here.stream()
                    .filter(call -> mid.get().equals(proofs.get(call.id())))
                    .findFirst()) // the same echo twice in one batch
        .or(
            () ->
                untagged(heard) && !stored.contains(heard.echo().mid())
                    ? underWay(heard.echo(), here, proofs)
                    : Optional.empty());
  }

  private Optional<Delivery> underWay(Echo echo, List<Delivery> here, Map<Long, String> proofs) {
    return here.stream()
        .filter(call -> call.state() == TaskState.LEASED || call.state() == TaskState.AMBIGUOUS)
        .filter(call -> !proofs.containsKey(call.id()))
        .filter(call -> says(parts.read(call.payload()), echo))
        .findFirst();
  }

  private static boolean says(SendPart part, Echo echo) {
    return part.attachments().size() == echo.attachments().size()
        && part.text().strip().equals(echo.text().strip());
  }

  private static boolean untagged(Heard heard) {
    return heard.echo().tag().isEmpty() && heard.account().platform() != Platform.FACEBOOK;
  }

  /** Ours are numbers; other apps may write anything there. */
  private static Optional<Long> tag(Echo echo) {
    return echo.tag().filter(tag -> tag.matches("[0-9]{1,18}")).map(Long::valueOf);
  }
}
