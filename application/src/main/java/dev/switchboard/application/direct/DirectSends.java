package dev.switchboard.application.direct;

import dev.switchboard.application.Contention;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.Rights;
import dev.switchboard.application.direct.DirectMessages.ClientName;
import dev.switchboard.application.stream.StreamEvent;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection.Conflict;
import dev.switchboard.domain.Rejection.Missing;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.direct.DirectMessage;
import dev.switchboard.domain.direct.DirectMessageId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Sends messages of one company within a unit of work; what refuses one leaves the others. */
final class DirectSends {
  record Send(DirectMessage draft, Caller sender) {}

  /** What was sent before: the same once already, and what is to be answered. */
  private record There(
      Map<ClientName, DirectMessage> same, Map<DirectMessageId, DirectMessage> parents) {
    Optional<DirectMessage> same(DirectMessage draft) {
      return ClientName.of(draft).map(same::get);
    }

    Optional<DirectMessage> parent(DirectMessage draft) {
      return draft.parent().map(parents::get);
    }
  }

  private final Rights rights;
  private final DirectMessages messages;
  private final Streams streams;

  DirectSends(Rights rights, DirectMessages messages, Streams streams) {
    this.rights = rights;
    this.messages = messages;
    this.streams = streams;
  }

  /**
   * @return for each the message, or its refusal as a throw; {@link Contention}: it shares its name
   *     with another one of these that was refused, and is to be sent alone
   */
  List<Supplier<DirectMessage>> all(CompanyId company, List<Send> sends) {
    var senders = sends.stream().map(send -> send.sender().user()).collect(Collectors.toSet());
    var standings = rights.hold(company, senders);
    var there = there(company, sends);
    var outcomes = new HashMap<Send, Supplier<DirectMessage>>();
    var firsts = new HashMap<ClientName, Send>();
    var fresh = new ArrayList<Send>();
    for (var send : sends) {
      var first = ClientName.of(send.draft()).map(name -> firsts.putIfAbsent(name, send));
      try {
        send.sender().asOf(Optional.ofNullable(standings.get(send.draft().sender())));
        if (first.isPresent()) {
          outcomes.put(send, () -> repeat(send, outcomes.get(first.get()), there));
        } else {
          check(send, there)
              .ifPresentOrElse(known -> outcomes.put(send, () -> known), () -> fresh.add(send));
        }
      } catch (Rejected e) {
        outcomes.put(
            send,
            () -> {
              throw e;
            });
      }
    }
    outcomes.putAll(add(fresh));
    return sends.stream().map(outcomes::get).toList();
  }

  private Map<Send, Supplier<DirectMessage>> add(List<Send> fresh) {
    var added = messages.add(fresh.stream().map(Send::draft).toList());
    var outcomes = new HashMap<Send, Supplier<DirectMessage>>();
    var frames = new ArrayList<StreamEvent>();
    for (var i = 0; i < added.size(); i++) {
      var send = fresh.get(i);
      var sent = added.get(i);
      outcomes.put(send, () -> sent.orElseThrow(DirectSends::noRecipient));
      sent.ifPresent(message -> frames.add(DirectFrames.sent(message, send.sender().name())));
    }
    streams.append(frames);
    return outcomes;
  }

  private There there(CompanyId company, List<Send> sends) {
    var drafts = sends.stream().map(Send::draft).toList();
    return new There(
        some(drafts, ClientName::of, names -> messages.named(company, names)),
        some(drafts, DirectMessage::parent, parents -> messages.find(company, parents)));
  }

  /** Most messages name neither, and ask for nothing. */
  private static <K> Map<K, DirectMessage> some(
      List<DirectMessage> drafts,
      Function<DirectMessage, Optional<K>> key,
      Function<Set<K>, Map<K, DirectMessage>> look) {
    var keys = drafts.stream().map(key).flatMap(Optional::stream).collect(Collectors.toSet());
    return keys.isEmpty() ? Map.of() : look.apply(keys);
  }

  /** Empty: it is to be sent. */
  private static Optional<DirectMessage> check(Send send, There there) {
    var draft = send.draft();
    var parent = there.parent(draft);
    var known = there.same(draft);
    if (known.isPresent()) {
      return Optional.of(same(draft, known.get(), there));
    }
    if (draft.parent().isPresent()
        && parent.filter(message -> message.pair().equals(draft.pair())).isEmpty()) {
      throw new Missing("parent_not_found", "Parent message not found").asException();
    }
    return Optional.empty();
  }

  private static Rejected noRecipient() {
    return new Missing("recipient_not_found", "Recipient not found").asException();
  }

  private static DirectMessage repeat(Send send, Supplier<DirectMessage> first, There there) {
    DirectMessage known;
    try {
      known = first.get();
    } catch (Rejected e) {
      throw new Contention(e); // the name may be free, or known for these words
    }
    return same(send.draft(), known, there);
  }

  private static DirectMessage same(DirectMessage draft, DirectMessage known, There there) {
    // what was sent lost its parent when that one was deleted; sent again it is still the same
    if (known.repeatedBy(there.parent(draft).isPresent() ? draft : draft.answeringNothing())) {
      return known;
    }
    throw new Conflict("client_msg_id_reused", "This client_msg_id was used for another message")
        .asException();
  }
}
