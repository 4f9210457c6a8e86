package dev.switchboard.meta.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.meta.sandbox.Behaviour.Echo;
import java.time.Duration;
import java.util.Optional;

/** {@code POST /{account}/messages}: the rules, the thread, the echo and the receipts. */
final class GraphSend {
  private final MetaSandbox sandbox;

  GraphSend(MetaSandbox sandbox) {
    this.sandbox = sandbox;
  }

  SandboxReply send(SandboxAccount account, ObjectNode body, Behaviour behaviour) {
    var recipient = body.path("recipient");
    var person = recipient.path("id").asText();
    var refusal =
        SendRules.shape(account.platform(), body)
            .or(() -> person.isEmpty() ? Optional.empty() : toPerson(account, person, body));
    if (refusal.isPresent()) {
      return error(refusal.get());
    }
    var answer = JsonNodeFactory.instance.objectNode();
    if (!person.isEmpty()) {
      answer.put("recipient_id", person);
    }
    if (body.has("sender_action")) {
      return SandboxReply.ok(answer);
    }
    var sent = accepted(account, person, body);
    answer.put("message_id", sent.mid());
    return SandboxReply.ok(answer).then(echo(sent, behaviour.echo()));
  }

  private Optional<GraphError> toPerson(SandboxAccount account, String person, ObjectNode body) {
    if (!sandbox.threads().known(account.id(), person)) {
      return Optional.of(GraphError.NO_SUCH_PERSON);
    }
    var opened = sandbox.threads().lastOpened(account.id(), person);
    return SendRules.window(account.platform(), body, opened, sandbox.now());
  }

  private Ledger.Sent accepted(SandboxAccount account, String person, ObjectNode body) {
    var message = body.withObjectProperty("message").deepCopy();
    var sent =
        new Ledger.Sent(
            sandbox.now(),
            account,
            person,
            sandbox.newMid(),
            message.path("text").asText(),
            body.path("tag").asText(),
            message.path("metadata").asText(),
            message);
    sandbox.ledger().add(sent);
    sandbox
        .threads()
        .said(account.id(), person, new Threads.Line(sent.mid(), false, sent.text(), sent.at()));
    return sent;
  }

  private Runnable echo(Ledger.Sent sent, Echo echo) {
    return switch (echo) {
      case BEFORE_RESPONSE -> {
        bring(sent);
        yield () -> receive(sent, Duration.ZERO);
      }
      case AFTER_RESPONSE ->
          () -> {
            bringLater(sent, Duration.ZERO);
            receive(sent, Duration.ZERO);
          };
      case DELAYED ->
          () -> {
            bringLater(sent, Behaviour.ECHO_DELAY);
            receive(sent, Behaviour.ECHO_DELAY);
          };
      case DUPLICATED ->
          () -> {
            bringLater(sent, Duration.ZERO);
            bringLater(sent, Duration.ZERO);
            receive(sent, Duration.ZERO);
          };
      case NEVER -> () -> receive(sent, Duration.ZERO);
    };
  }

  private void receive(Ledger.Sent sent, Duration delay) {
    sandbox
        .known(sent.account().id(), sent.person())
        .ifPresent(
            customer ->
                sandbox.webhooks().later(sent.account(), delay, () -> customer.receive(sent)));
  }

  private void bringLater(Ledger.Sent sent, Duration delay) {
    sandbox.webhooks().later(sent.account(), delay, () -> bring(sent));
  }

  /** Instagram tells neither the app nor its metadata. */
  private void bring(Ledger.Sent sent) {
    var told = sent.account().platform() != Platform.INSTAGRAM;
    var echo =
        WebhookEvents.echo(
            sent.account().id(),
            sent.person(),
            sent.at(),
            sent.mid(),
            sent.message(),
            Optional.of(sandbox.options().appId()).filter(_ -> told),
            Optional.of(sent.metadata()).filter(metadata -> told && !metadata.isEmpty()));
    sandbox.webhooks().send(sent.account(), echo);
  }

  private SandboxReply error(GraphError error) {
    return SandboxReply.json(error.status(), error.body(sandbox.newTrace()), Behaviour.WELL);
  }
}
