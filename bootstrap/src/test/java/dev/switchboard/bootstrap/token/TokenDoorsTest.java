package dev.switchboard.bootstrap.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.bootstrap.Mailbox;
import dev.switchboard.bootstrap.Tour;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kind of token at every door: it opens its own and no other, and having been tried at the
 * others it is still good; a spent one opens none.
 */
class TokenDoorsTest {
  private static final String NAME = "keyholder";
  private static final String FORGETFUL = "forgetful";
  private static final String PASSWORD = "a password of keyholders";
  private static final String INVITATIONS = "/api/admin/invitations";

  private static Tour tour;
  private static Visitor visitor;
  private static Mailbox mailbox;
  private static String admin;
  private static String keyholder;
  private static int guests;

  /**
   * @param opens its own doors
   */
  private record Kind(String name, Supplier<String> token, EnumSet<Door> opens) {
    static Kind of(String name, Supplier<String> token, Door... opens) {
      var own = EnumSet.noneOf(Door.class);
      own.addAll(Set.of(opens));
      return new Kind(name, token, own);
    }
  }

  @BeforeAll
  static void somebodyWithAnAccount(@TempDir Path folder) throws IOException {
    tour = new Tour(folder, Map.of("CORS_ORIGINS", "*"));
    visitor = new Visitor(tour);
    mailbox = new Mailbox(tour);
    admin = logIn("admin", Tour.ADMIN_PASSWORD).path("access_token").asText();
    var body = "{\"username\":\"%s\",\"email\":\"%s@example.com\",\"password\":\"%s\"}";
    for (var name : List.of(NAME, FORGETFUL)) {
      post(201, "/auth/register", "", body.formatted(name, name, PASSWORD));
    }
    keyholder = tour.call(200, "GET", "/auth/me", access(), null).path("id").asText();
  }

  @AfterAll
  static void stop() {
    visitor.close();
    tour.close();
  }

  @TestFactory
  Stream<DynamicContainer> whatIsGoodOpensItsOwnDoorAndNoOther() {
    return Stream.of(
            Kind.of(
                "access token",
                TokenDoorsTest::access,
                Door.BEARER,
                Door.BEARER_UNDER_API,
                Door.SOCKET_TOKEN,
                Door.SOCKET_PROTOCOL),
            Kind.of("refresh token", TokenDoorsTest::refresh, Door.REFRESH),
            Kind.of("socket ticket", TokenDoorsTest::ticket, Door.SOCKET_TICKET),
            Kind.of("invitation", TokenDoorsTest::invitation, Door.INVITATION),
            Kind.of("word of the handshake", () -> Tour.VERIFY_TOKEN, Door.HANDSHAKE),
            Kind.of("signature", () -> signature("{}"), Door.SIGNATURE),
            Kind.of("reset token", TokenDoorsTest::reset, Door.RESET))
        .map(TokenDoorsTest::atEveryDoor);
  }

  @TestFactory
  Stream<DynamicContainer> whatIsSpentOrNoTokenOpensNone() {
    return Stream.of(
            Kind.of("access token of an ended session", TokenDoorsTest::endedAccess),
            Kind.of("refresh token of an ended session", TokenDoorsTest::endedRefresh),
            Kind.of("used ticket", () -> used(ticket(), Door.SOCKET_TICKET)),
            Kind.of("used invitation", () -> used(invitation(), Door.INVITATION)),
            Kind.of("revoked invitation", TokenDoorsTest::revokedInvitation),
            Kind.of("used reset token", () -> used(reset(), Door.RESET)),
            Kind.of("signature of something else", () -> signature("{\"a\":1}")),
            Kind.of("idempotency key", TokenDoorsTest::usedIdempotencyKey),
            Kind.of("app secret", () -> Tour.APP_SECRET),
            Kind.of("session id", TokenDoorsTest::sessionId),
            Kind.of("nonsense", () -> "nonsense"))
        .map(TokenDoorsTest::atEveryDoor);
  }

  private static DynamicContainer atEveryDoor(Kind kind) {
    var token = new ArrayList<String>();
    var mint = DynamicTest.dynamicTest("is made", () -> token.add(kind.token().get()));
    var foreign =
        EnumSet.complementOf(kind.opens()).stream()
            .map(
                door ->
                    DynamicTest.dynamicTest(
                        "does not open " + door,
                        () ->
                            assertThat(door.answer(visitor, token.getFirst()))
                                .isEqualTo(door.refusal)));
    var own =
        kind.opens().stream()
            .map(
                door ->
                    DynamicTest.dynamicTest(
                        "opens " + door,
                        () ->
                            assertThat(door.answer(visitor, token.getFirst()))
                                .isEqualTo(Visitor.OPEN)));
    return DynamicContainer.dynamicContainer(
        kind.name(), Stream.of(Stream.of(mint), foreign, own).flatMap(tests -> tests));
  }

  @Test
  void whatIsSaidInASocketOpensNone() {
    assertThat(visitor.socketThatSays(access())).isEqualTo(Door.SOCKET_TOKEN.refusal);
  }

  @Test
  void onlyARefreshTokenEndsAnotherSessionOnLeaving() {
    var other = logIn(NAME, PASSWORD);
    var otherAccess = other.path("access_token").asText();

    for (var kind : List.of(otherAccess, ticket(), "nonsense")) {
      post(200, "/auth/logout", access(), "{\"refresh_token\":\"" + kind + "\"}");
      assertThat(Door.BEARER.answer(visitor, otherAccess)).isEqualTo(Visitor.OPEN);
    }
    var meant = "{\"refresh_token\":\"" + other.path("refresh_token").asText() + "\"}";
    post(200, "/auth/logout", access(), meant);

    assertThat(Door.BEARER.answer(visitor, otherAccess)).isEqualTo(Door.BEARER.refusal);
  }

  private static String access() {
    return logIn(NAME, PASSWORD).path("access_token").asText();
  }

  private static String refresh() {
    return logIn(NAME, PASSWORD).path("refresh_token").asText();
  }

  private static String ticket() {
    return post(200, "/api/ws/ticket", access(), null).path("ticket").asText();
  }

  private static String endedAccess() {
    var token = access();
    post(200, "/auth/logout", token, null);
    return token;
  }

  private static String endedRefresh() {
    var in = logIn(NAME, PASSWORD);
    post(200, "/auth/logout", in.path("access_token").asText(), null);
    return in.path("refresh_token").asText();
  }

  private static String invitation() {
    invite();
    return mailbox.invitation(visitor.invited());
  }

  private static String invite() {
    visitor.invited("guest" + ++guests + "@example.com");
    var body = "{\"email\":\"" + visitor.invited() + "\",\"role\":\"agent\"}";
    return post(201, INVITATIONS, admin, body).path("id").asText();
  }

  private static String revokedInvitation() {
    var id = invite();
    var token = mailbox.invitation(visitor.invited());
    tour.call(200, "DELETE", INVITATIONS + "/" + id, admin, null);
    return token;
  }

  private static String reset() {
    var email = FORGETFUL + "@example.com";
    post(200, "/auth/forgot-password", "", "{\"email\":\"" + email + "\"}");
    return mailbox.resetToken(email);
  }

  private static String usedIdempotencyKey() {
    var key = "0123456789abcdef0123456789abcdef";
    tour.checked(
        201,
        tour.request("/messages")
            .header("Authorization", "Bearer " + admin)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(
                BodyPublishers.ofString(
                    "{\"recipient_id\":%s,\"content\":\"x\"}".formatted(keyholder)))
            .build());
    return key;
  }

  private static String sessionId() {
    return tour.call(200, "GET", "/auth/sessions", access(), null).path(0).path("id").asText();
  }

  private static String used(String token, Door door) {
    assertThat(door.answer(visitor, token)).isEqualTo(Visitor.OPEN);
    return token;
  }

  private static String signature(String body) {
    return Tour.signature(body.getBytes(StandardCharsets.UTF_8)).replace("sha256=", "");
  }

  private static JsonNode logIn(String name, String password) {
    var body = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
    return post(200, "/auth/login", "", body);
  }

  private static JsonNode post(int status, String path, String token, String body) {
    return tour.call(status, "POST", path, token, body);
  }
}
