package dev.switchboard.meta.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.domain.channel.Platform;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Profiles, conversations and pictures. A person has the same name and face in every run. */
final class GraphReads {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssZ").withZone(ZoneOffset.UTC);
  private static final List<String> FIRST =
      List.of(
          "Ada", "Björn", "Chloé", "Dmitri", "Elif", "Farah", "Göran", "Haruka", "Inés", "João");
  private static final List<String> LAST =
      List.of("Lovelace", "Ångström", "Nguyễn", "Öztürk", "O'Brien", "García", "Müller", "Haddad");
  private static final String CONVERSATION = "t_";

  /** As the Graph API pages where nothing else is asked for. */
  static final int DEFAULT_LIMIT = 25;

  private final MetaSandbox sandbox;

  GraphReads(MetaSandbox sandbox) {
    this.sandbox = sandbox;
  }

  /** Empty for somebody who never wrote to the account. */
  Optional<ObjectNode> profile(SandboxAccount account, String person) {
    if (!sandbox.threads().known(account.id(), person)) {
      return Optional.empty();
    }
    var picture = sandbox.baseUrl() + "/pictures/" + person + ".svg";
    var profile =
        JSON.objectNode().put("id", person).put("name", first(person) + " " + last(person));
    profile.put("profile_pic", picture);
    return Optional.of(
        account.platform() == Platform.INSTAGRAM
            ? profile.put("username", "user_" + person)
            : profile.put("first_name", first(person)).put("last_name", last(person)));
  }

  ObjectNode account(SandboxAccount account) {
    return JSON.objectNode().put("id", account.id()).put("name", account.name());
  }

  /** The one with this person, if they ever talked; with its messages where those are asked for. */
  ObjectNode conversations(SandboxAccount account, String person, String fields) {
    var answer = JSON.objectNode();
    var data = answer.putArray("data");
    var lines =
        sandbox.threads().known(account.id(), person)
            ? sandbox.threads().lines(account.id(), person)
            : List.<Threads.Line>of();
    if (!lines.isEmpty()) {
      var conversation = data.addObject().put("id", CONVERSATION + person);
      conversation.put("updated_time", TIME.format(lines.getFirst().at()));
      if (fields.contains("messages")) {
        conversation.set("messages", messages(account, CONVERSATION + person, DEFAULT_LIMIT, 0));
      }
    }
    return answer;
  }

  boolean isConversation(String id) {
    return id.startsWith(CONVERSATION);
  }

  /** The newest ones first, as many as asked for, without so many that are known already. */
  ObjectNode messages(SandboxAccount account, String conversation, int limit, int known) {
    var person = conversation.substring(CONVERSATION.length());
    var answer = JSON.objectNode();
    var data = answer.putArray("data");
    var lines = sandbox.threads().lines(account.id(), person);
    var end = Math.min(known + limit, lines.size());
    for (var line : lines.subList(Math.min(known, end), end)) {
      var message = data.addObject().put("id", line.mid());
      message.put("created_time", TIME.format(line.at())).put("message", line.text());
      message.putObject("from").put("id", line.fromPerson() ? person : account.id());
      var to = message.putObject("to").putArray("data").addObject();
      to.put("id", line.fromPerson() ? account.id() : person);
    }
    var paging = answer.putObject("paging");
    paging.putObject("cursors").put("after", Integer.toString(end));
    if (end < lines.size()) {
      paging.put("next", sandbox.baseUrl() + "/" + conversation + "/messages?after=" + end);
    }
    return answer;
  }

  SandboxReply picture(String file) {
    var person = file.replace(".svg", "");
    var hue = Math.floorMod(person.hashCode(), 360);
    var initials = first(person).substring(0, 1) + last(person).substring(0, 1);
    var svg =
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">\
        <rect width="100" height="100" fill="hsl(%d 60%% 45%%)"/>\
        <text x="50" y="64" font-size="40" text-anchor="middle" fill="white">%s</text></svg>"""
            .formatted(hue, initials);
    return new SandboxReply(
        200, "image/svg+xml", svg.getBytes(StandardCharsets.UTF_8), Behaviour.WELL, () -> {});
  }

  private static String first(String person) {
    return FIRST.get(Math.floorMod(person.hashCode(), FIRST.size()));
  }

  private static String last(String person) {
    return LAST.get(Math.floorMod(person.hashCode() / FIRST.size(), LAST.size()));
  }
}
