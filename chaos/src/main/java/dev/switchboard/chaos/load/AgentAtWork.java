package dev.switchboard.chaos.load;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.chaos.history.Attempt;
import dev.switchboard.chaos.history.Outcome;
import dev.switchboard.chaos.history.Sight;
import dev.switchboard.chaos.load.Company.User;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Answers in chats of their own, marks them read, writes to colleagues; one thing after the other,
 * so that the order in which it was done is known. What was written is read back at once, on any
 * node.
 */
final class AgentAtWork implements Runnable {
  private static final int CHATS_SHOWN = 100;
  private static final int LOOKS_AT_LIST_EVERY = 15;
  private static final int READ_BACK_PERCENT = 20;

  private final Stage stage;
  private final Pace pace;
  private final Random random;
  private final Company company;
  private final User user;
  private final Writes writes;
  private final List<Long> chats = new ArrayList<>();
  private long order;

  AgentAtWork(Stage stage, Pace pace, Random random, Company company, User user) {
    this.stage = stage;
    this.pace = pace;
    this.random = random;
    this.company = company;
    this.user = user;
    this.writes = new Writes(stage, random);
  }

  @Override
  public void run() {
    try {
      while (pace.working()) {
        order++;
        act();
        pace.rest(20 + random.nextInt(120));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void act() throws InterruptedException {
    if (chats.isEmpty() || order % LOOKS_AT_LIST_EVERY == 0) {
      look();
    }
    var dice = random.nextInt(100);
    if (dice < 60 && !chats.isEmpty()) {
      reply(chats.get(random.nextInt(chats.size())));
    } else if (dice < 70 && !chats.isEmpty()) {
      mark(chats.get(random.nextInt(chats.size())));
    } else if (dice < 97) {
      direct();
    } else {
      writes.change("PUT", user, "/messages/read-all", Map.of());
    }
  }

  private void look() {
    try {
      var answer =
          stage
              .api()
              .get(
                  stage.any(random),
                  "/api/chats?assigned_to_me=true&limit=" + CHATS_SHOWN,
                  user.as());
      if (answer.ok()) {
        chats.clear();
        answer.json().forEach(chat -> chats.add(chat.path("id").asLong()));
      }
    } catch (IOException _) {
      // the list of before will do
    }
  }

  private void reply(long chat) throws InterruptedException {
    var id = company.mark() + "-r-" + user.id() + "-" + order;
    var text = "It is on its way. " + id;
    var path = "/api/chats/" + chat + "/message";
    var written = writes.create(user, path, Map.of("content", text), id);
    stage
        .history()
        .add(
            new Attempt.Reply(
                company.id(), user.id(), chat, written.clientId(), text, order, written.outcome()));
    if (written.outcome() == Outcome.OK) {
      readBack("/api/chats/" + chat + "/messages?limit=200", id);
    }
  }

  private void direct() throws InterruptedException {
    var others = company.agents().stream().filter(agent -> agent.id() != user.id()).toList();
    var to = others.get(random.nextInt(others.size()));
    var id = company.mark() + "-d-" + user.id() + "-" + order;
    var text = "Can you take over at noon? " + id;
    var written =
        writes.create(user, "/messages", Map.of("recipient_id", to.id(), "content", text), id);
    stage
        .history()
        .add(
            new Attempt.Direct(
                company.id(),
                user.id(),
                to.id(),
                written.clientId(),
                text,
                order,
                written.outcome()));
    if (written.outcome() == Outcome.OK) {
      readBack("/messages?limit=200", id);
    }
  }

  private void readBack(String path, String id) {
    if (random.nextInt(100) >= READ_BACK_PERCENT) {
      return;
    }
    try {
      var answer = stage.api().get(stage.any(random), path, user.as());
      if (answer.ok() && !answer.body().contains(id)) {
        stage.history().add(new Sight.Unread(company.id(), id, path));
      }
    } catch (IOException _) {
      // nobody answered: nothing is known
    }
  }

  /** Up to the newest message of the customer that the screen shows. */
  private void mark(long chat) throws InterruptedException {
    var seen = newestOfCustomer(chat);
    if (seen > 0) {
      var outcome =
          writes.change(
              "POST",
              user,
              "/api/chats/" + chat + "/mark_read",
              Map.of("last_seen_message_id", seen));
      stage.history().add(new Attempt.Marked(chat, seen, order, outcome));
    }
  }

  private long newestOfCustomer(long chat) {
    try {
      var answer =
          stage
              .api()
              .get(stage.any(random), "/api/chats/" + chat + "/messages?limit=50", user.as());
      if (answer.ok()) {
        for (JsonNode message : answer.json()) {
          if (message.path("sender").asText().endsWith("_USER")) {
            return message.path("id").asLong();
          }
        }
      }
    } catch (IOException _) {
      // then not now
    }
    return 0;
  }
}
