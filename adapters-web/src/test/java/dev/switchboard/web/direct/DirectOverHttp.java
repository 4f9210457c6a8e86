package dev.switchboard.web.direct;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.direct.AnOffice;
import dev.switchboard.web.ApiJson;
import dev.switchboard.web.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An office behind HTTP, with Ada, Bob and Cleo, and a stranger of another company. */
abstract class DirectOverHttp {
  final AnOffice office = new AnOffice();
  final Caller ada = office.colleague("ada");
  final Caller bob = office.colleague("bob");
  final Caller cleo = office.colleague("cleo");
  TestServer server;

  @BeforeEach
  void start() {
    server =
        new TestServer(
            new DirectMessageRoutes(
                office.messages,
                office.messages,
                new DirectMessageRoutes.Actions(
                    office.send, office.edit, office.read, office.readAll, office.delete)),
            new DirectConversationRoutes(office.messages, office.send, office.readAll));
    server.caller("ada", ada);
    server.caller("bob", bob);
    server.caller("cleo", cleo);
    server.caller("stranger", office.stranger());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  String conversation() {
    return "conv_" + ada.user() + "_" + bob.user();
  }

  static String to(Caller recipient, String text) {
    return to(recipient.user().value(), text);
  }

  static String to(long recipient, String text) {
    return "{\"recipient_id\":%d,\"content\":\"%s\"}".formatted(recipient, text);
  }

  int count(String mount, String token) {
    return json(get(mount + "/unread/count", token), 200).get("unread_count").asInt();
  }

  HttpResponse<String> get(String path, String token) {
    return server.get(path, token);
  }

  HttpResponse<String> post(String path, String token, String body) {
    return server.send("POST", path, token, body);
  }

  HttpResponse<String> put(String path, String token, String body) {
    return server.send("PUT", path, token, body);
  }

  HttpResponse<String> delete(String path, String token) {
    return server.send("DELETE", path, token, null);
  }

  static List<String> texts(HttpResponse<String> answer) {
    var texts = new ArrayList<String>();
    json(answer, 200).forEach(message -> texts.add(message.get("content").asText()));
    return texts;
  }

  static List<String> fields(JsonNode object) {
    var names = new ArrayList<String>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  static String next(HttpResponse<String> answer) {
    var match =
        Pattern.compile("<([^>]+)>; rel=\"next\"")
            .matcher(answer.headers().firstValue("Link").orElse(""));
    return match.matches() ? match.group(1) : "";
  }

  static void done(HttpResponse<String> answer, String message) {
    assertThat(json(answer, 200).get("message").asText()).isEqualTo(message);
  }

  static void problem(HttpResponse<String> answer, int status, String code, String detail) {
    var problem = json(answer, status);
    assertThat(problem.get("code").asText()).isEqualTo(code);
    assertThat(problem.get("detail").asText()).isEqualTo(detail);
  }

  static JsonNode json(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    try {
      return ApiJson.mapper().readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(answer.body(), e);
    }
  }
}
