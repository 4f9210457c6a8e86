package dev.switchboard.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110 §8.8.3 and §13.1.1, over real HTTP, on something of revision 7. */
class EntityTagsTest {
  private static final int CURRENT = 7;

  private final TestServer server =
      new TestServer(
          routes ->
              routes.put(
                  "/thing",
                  context -> {
                    EntityTags.seen(context).require(CURRENT);
                    EntityTags.show(context, CURRENT + 1);
                  },
                  Access.PUBLIC));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void withoutAConditionWhateverIsThereIsReplaced() {
    var answer = server.send("PUT", "/thing", "", null);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("ETag")).hasValue("\"8\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        " * ",
        "\"7\"",
        "\"3\", \"7\"",
        "\"7\",\"3\"",
        ", \"3\" ,, \"7\" ,",
        "W/\"7\", \"7\"",
        "\"a,b\", \"7\"",
        "\"\", \"7\""
      })
  void whoHasSeenItMayReplaceIt(String condition) {
    assertThat(put(condition).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"6\"",
        "\"8\", \"70\"",
        "W/\"7\"",
        "\"07\"",
        "\"+7\"",
        "\"seven\"",
        "\"*\"",
        "\"99999999999999999999\"",
        ","
      })
  void whoHasSeenAnotherOneMayNot(String condition) {
    var answer = put(condition);

    assertThat(answer.statusCode()).isEqualTo(412);
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(answer.headers().firstValue("ETag")).isEmpty();
    assertThat(answer.body()).contains("\"code\":\"precondition_failed\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "\"7 \"",
        "\"6, 7\"",
        "\"7",
        "7\"",
        "\"7\" \"8\"",
        "\"7\", 8",
        "*, \"7\"",
        "w/\"7\"",
        "W/ \"7\""
      })
  void whatIsNoListOfTagsIsABadRequest(String condition) {
    var answer = put(condition);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("\"code\":\"malformed_if_match\"");
  }

  @Test
  void severalFieldsAreOneList() {
    var request =
        HttpRequest.newBuilder(server.uri("/thing"))
            .header("If-Match", "\"6\"")
            .header("If-Match", "\"7\"")
            .PUT(BodyPublishers.noBody());

    assertThat(server.send(request.build()).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> put(String condition) {
    return server.send(
        HttpRequest.newBuilder(server.uri("/thing"))
            .header("If-Match", condition)
            .PUT(BodyPublishers.noBody())
            .build());
  }
}
