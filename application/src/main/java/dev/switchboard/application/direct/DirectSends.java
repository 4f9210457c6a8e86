package dev.switchboard.application.direct;

import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Caller.Standing;
import dev.switchboard.application.account.Rights;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection.Conflict;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.direct.DirectMessage;
import dev.switchboard.domain.direct.DirectMessageId;
import dev.switchboard.domain.user.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Sends messages of one company within a unit of work; what refuses one leaves the others. */
final class DirectSends {
  record Send(DirectMessage draft, Caller sender) {}

  private final Rights rights;
  private final DirectMessages messages;
  private final Streams streams;

  DirectSends(Rights rights, DirectMessages messages, Streams streams) {
    this.rights = rights;
    this.messages = messages;
    this.streams = streams;
  }

  /**
   * @return for each the message, or its refusal as a throw
   */
  List<Supplier<DirectMessage>> all(CompanyId company, List<Send> sends) {
    var senders = sends.stream().map(send -> send.sender().user()).collect(Collectors.toSet());
    var standings = rights.hold(company, senders);
    var outcomes = new ArrayList<Supplier<DirectMessage>>();
    var fresh = new LinkedHashMap<Integer, Send>();
    for (var send : sends) {
      try {
        check(send, standings)
            .ifPresentOrElse(
                known -> outcomes.add(() -> known),
                () -> {
                  fresh.put(outcomes.size(), send);
                  outcomes.add(DirectSends::noRecipient);
                });
      } catch (Rejected e) {
        outcomes.add(
            () -> {
              throw e;
            });
      }
    }
    add(fresh).forEach((place, sent) -> outcomes.set(place, () -> sent));
    return outcomes;
  }

  /** By place; without those that have no recipient. */
  private Map<Integer, DirectMessage> add(Map<Integer, Send> fresh) {
    var added = messages.add(fresh.values().stream().map(Send::draft).toList()).iterator();
    var sent = new LinkedHashMap<Integer, DirectMessage>();
    fresh.keySet().forEach(place -> added.next().ifPresent(one -> sent.put(place, one)));
    streams.append(
        sent.entrySet().stream()
            .map(e -> DirectFrames.sent(e.getValue(), fresh.get(e.getKey()).sender().name()))
            .toList());
    return sent;
  }

  /** Empty: it is to be sent. */
  private Optional<DirectMessage> check(Send send, Map<UserId, Standing> standings) {
    var draft = send.draft();
    send.sender().asOf(Optional.ofNullable(standings.get(draft.sender())));
    var known =
        draft.clientId().flatMap(id -> messages.byClientId(draft.company(), draft.sender(), id));
    if (known.isPresent()) {
      return Optional.of(same(answeringWhatIsThere(draft), known.get()));
    }
    draft.parent().ifPresent(parent -> requireParent(draft, parent));
    return Optional.empty();
  }

  /** What was sent lost its parent when that one was deleted; sent again it is still the same. */
  private DirectMessage answeringWhatIsThere(DirectMessage draft) {
    return draft.parent().flatMap(parent -> messages.find(draft.company(), parent)).isPresent()
        ? draft
        : draft.answeringNothing();
  }

  private void requireParent(DirectMessage draft, DirectMessageId parent) {
    messages
        .find(draft.company(), parent)
        .filter(message -> message.pair().equals(draft.pair()))
        .orElseThrow(
            () -> new Missing("parent_not_found", "Parent message not found").asException());
  }

  private static DirectMessage noRecipient() {
    throw new Missing("recipient_not_found", "Recipient not found").asException();
  }

  private static DirectMessage same(DirectMessage draft, DirectMessage known) {
    if (known.repeatedBy(draft)) {
      return known;
    }
    throw new Conflict("client_msg_id_reused", "This client_msg_id was used for another message")
        .asException();
  }
}
