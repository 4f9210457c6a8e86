package dev.switchboard.chaos.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.chaos.check.Checkers;
import dev.switchboard.chaos.history.History;
import dev.switchboard.chaos.history.Sight;
import dev.switchboard.chaos.load.Api;
import dev.switchboard.chaos.load.Company;
import dev.switchboard.chaos.load.Listener;
import dev.switchboard.chaos.load.Stage;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Waits until the product has come to rest, and reads over its API what is there. */
public final class Aftermath {
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Duration FRAMES_WITHIN = Duration.ofSeconds(40);

  private final Stage stage;
  private final List<Listener> listeners;
  private final URI base;

  public Aftermath(Stage stage, List<Listener> listeners) {
    this.stage = stage;
    this.listeners = listeners;
    this.base = stage.nodes().getFirst().base();
  }

  /** How long it took until no work was left; what is left then is noted. */
  public Duration settle(Duration within) throws InterruptedException {
    var began = System.nanoTime();
    long pending;
    long unsent;
    boolean undelivered;
    do {
      stage.sandbox().webhooks().redeliver();
      undelivered = stage.sandbox().webhooks().undelivered() > 0;
      pending = pending();
      unsent = unsent();
    } while ((undelivered || pending > 0 || unsent > 0) && lookAgain(began, within));
    var took = Duration.ofNanos(System.nanoTime() - began);
    // of the last look: an echo may come late
    stage.history().add(new Sight.Open("posts not worked off", pending));
    stage.history().add(new Sight.Open("answers under way", unsent));
    return took;
  }

  private static boolean lookAgain(long began, Duration within) throws InterruptedException {
    Thread.sleep(LOOK);
    return System.nanoTime() - began < within.toNanos();
  }

  private long pending() {
    return count("select count(*) from webhook_inbox where processed_at is null");
  }

  private long unsent() {
    return count(
        "select count(*) from outbox where kind = 'SEND' and state in ('PENDING', 'LEASED', 'AMBIGUOUS')");
  }

  private long count(String sql) {
    return stage.postgres().server().number(sql);
  }

  /** Everything that is there now, and what the sockets got, once they have got it. */
  public void read() throws InterruptedException, IOException {
    var history = stage.history();
    for (var company : stage.companies()) {
      chats(company);
      directs(company);
    }
    new Rows(stage.postgres()).parked().forEach(history::add);
    stage
        .sandbox()
        .ledger()
        .sent()
        .forEach(
            sent ->
                history.add(
                    new Sight.Sent(
                        sent.account().id(),
                        sent.person(),
                        sent.text(),
                        sent.mid(),
                        sent.metadata())));
    awaitFrames();
    listeners.forEach(listener -> history.add(listener.stream()));
  }

  private void awaitFrames() throws InterruptedException {
    var end = System.nanoTime() + FRAMES_WITHIN.toNanos();
    while (System.nanoTime() < end) {
      var soFar = new History();
      stage.history().sights(Sight.Message.class).forEach(soFar::add);
      stage.history().sights(Sight.Direct.class).forEach(soFar::add);
      listeners.forEach(listener -> soFar.add(listener.stream()));
      if (Checkers.framesComplete().violations(soFar).isEmpty()) {
        return;
      }
      Thread.sleep(LOOK);
    }
  }

  private void chats(Company company) throws IOException {
    var as = company.everything().as();
    var chats = all("/api/chats?limit=500", as);
    figures(company, chats);
    for (var chat : chats) {
      var id = chat.path("id").asLong();
      stage
          .history()
          .add(
              new Sight.Chat(
                  company.id(),
                  id,
                  chat.path("facebook_page_id").asText(),
                  chat.path("facebook_user_id").asText("")
                      + chat.path("instagram_user_id").asText(""),
                  number(chat.path("assigned_to")),
                  chat.path("unread_count").asInt()));
      reversed(
          "/api/chats/" + id + "/messages?limit=500",
          as,
          message -> stage.history().add(message(company, id, message)));
      reversed(
          "/api/chats/" + id + "/assignments?limit=500",
          as,
          line ->
              stage
                  .history()
                  .add(
                      new Sight.Decision(
                          company.id(), id, text(line, "reason"), number(line.path("agent_id")))));
    }
  }

  /** The dashboard's, which are not counted when it is asked for. */
  private void figures(Company company, List<JsonNode> chats) throws IOException {
    var told = stage.api().get(base, "/api/dashboard/stats", company.everything().as()).json();
    var given = chats.stream().filter(chat -> chat.path("assigned_to").isNumber()).count();
    figure(company, told, "total_chats", chats.size());
    figure(company, told, "assigned_chats", given);
    figure(
        company,
        told,
        "total_messages",
        count("select count(*) from message where company_id = " + company.id()));
  }

  private void figure(Company company, JsonNode told, String name, long counted) {
    stage
        .history()
        .add(
            new Sight.Counter(
                name + " of company " + company.id(), told.path(name).asLong(-1), counted));
  }

  private static Sight.Message message(Company company, long chat, JsonNode message) {
    return new Sight.Message(
        company.id(),
        message.path("id").asLong(),
        chat,
        text(message, "sender"),
        text(message, "content"),
        text(message, "external_id"),
        text(message, "client_msg_id"),
        text(message, "status"));
  }

  private void directs(Company company) throws IOException {
    Map<Long, Sight.Direct> known = new HashMap<>();
    for (var user : company.agents()) {
      var unread = new long[1];
      // the list is the newest page, each page from the oldest to the newest
      for (var message : all("/messages?limit=500", user.as())) {
        var one =
            new Sight.Direct(
                company.id(),
                message.path("id").asLong(),
                message.path("sender_id").asLong(),
                message.path("recipient_id").asLong(),
                text(message, "content"),
                text(message, "client_msg_id"),
                message.path("is_read").asBoolean());
        unread[0] += one.recipient() == user.id() && !one.read() ? 1 : 0;
        known.putIfAbsent(one.id(), one);
      }
      var told =
          stage
              .api()
              .get(base, "/messages/unread/count", user.as())
              .json()
              .path("unread_count")
              .asLong();
      stage
          .history()
          .add(new Sight.Counter("direct messages unread by " + user.id(), told, unread[0]));
    }
    var order = new Rows(stage.postgres()).directOrder(company.id());
    order.stream().filter(known::containsKey).map(known::get).forEach(stage.history()::add);
  }

  private List<JsonNode> all(String path, Api.As as) throws IOException {
    var items = new ArrayList<JsonNode>();
    var next = Optional.of(path);
    while (next.isPresent()) {
      var answer = stage.api().get(base, next.get(), as);
      if (!answer.ok()) {
        throw new IOException("GET " + next.get() + ": " + answer.status() + " " + answer.body());
      }
      answer.json().forEach(items::add);
      next = answer.next();
    }
    return items;
  }

  private void reversed(String path, Api.As as, Consumer<JsonNode> to) throws IOException {
    all(path, as).reversed().forEach(to);
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).isNull() ? "" : node.path(field).asText();
  }

  private static Optional<Long> number(JsonNode node) {
    return node.isNumber() ? Optional.of(node.asLong()) : Optional.empty();
  }
}
