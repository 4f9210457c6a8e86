package dev.switchboard.meta.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.meta.sandbox.WebhookEvents.MediaItem;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Somebody with a phone. What they do reaches the product as a webhook before the method returns,
 * or has been given up on; what the product sends reaches them. Thread-safe.
 */
public final class Customer {
  private final MetaSandbox sandbox;
  private final String accountId;
  private final String id;
  private final List<Consumer<Ledger.Sent>> listeners = new CopyOnWriteArrayList<>();

  Customer(MetaSandbox sandbox, String accountId, String id) {
    this.sandbox = sandbox;
    this.accountId = accountId;
    this.id = id;
  }

  public String id() {
    return id;
  }

  /** Writes; returns the mid. */
  public String says(String text) {
    var mid = sandbox.newMid();
    said(mid, text);
    deliver(WebhookEvents.text(accountId, id, sandbox.now(), mid, text));
    return mid;
  }

  public String replies(String text, String toMid) {
    var mid = sandbox.newMid();
    said(mid, text);
    deliver(WebhookEvents.reply(accountId, id, sandbox.now(), mid, text, toMid));
    return mid;
  }

  public String sends(MediaItem... media) {
    var mid = sandbox.newMid();
    said(mid, "");
    deliver(WebhookEvents.attachments(accountId, id, sandbox.now(), mid, List.of(media)));
    return mid;
  }

  public void edits(String mid, String text, int number) {
    deliver(WebhookEvents.edit(accountId, id, sandbox.now(), mid, text, number));
  }

  public void unsends(String mid) {
    deliver(WebhookEvents.unsend(accountId, id, sandbox.now(), mid));
  }

  public void reacts(String mid, String reaction, String emoji) {
    opens();
    deliver(WebhookEvents.react(accountId, id, sandbox.now(), mid, reaction, emoji));
  }

  /** An event to be sent later, with others, by {@link Webhooks#sendAll}. */
  public Webhooks.Event wouldSay(String text) {
    var mid = sandbox.newMid();
    said(mid, text);
    return Webhooks.Event.message(
        account(), WebhookEvents.text(accountId, id, sandbox.now(), mid, text));
  }

  /** What the product has sent so far, in order. */
  public List<Ledger.Sent> heard() {
    return sandbox.ledger().sentTo(id).stream()
        .filter(sent -> sent.account().id().equals(accountId))
        .toList();
  }

  /** Called for each message of the product, on the thread that brings the webhooks. */
  public void onAnswer(Consumer<Ledger.Sent> listener) {
    listeners.add(listener);
  }

  /** The phone has it and shows it. */
  void receive(Ledger.Sent sent) {
    acknowledge(sent);
    listeners.forEach(listener -> listener.accept(sent));
  }

  private void acknowledge(Ledger.Sent sent) {
    if (sent.account().platform() == Platform.INSTAGRAM) {
      deliver(WebhookEvents.seen(accountId, id, sandbox.now(), sent.mid()));
    } else {
      deliver(WebhookEvents.delivered(accountId, id, sent.at(), List.of(sent.mid())));
      deliver(WebhookEvents.readUpTo(accountId, id, sandbox.now(), sent.at()));
    }
  }

  private void said(String mid, String text) {
    opens();
    sandbox.threads().said(accountId, id, new Threads.Line(mid, true, text, sandbox.now()));
  }

  private void opens() {
    sandbox.threads().opened(accountId, id, sandbox.now());
  }

  private SandboxAccount account() {
    return sandbox
        .accountOf(accountId)
        .orElseThrow(() -> new IllegalStateException("no account " + accountId));
  }

  private void deliver(ObjectNode element) {
    sandbox.webhooks().send(account(), element);
  }
}
