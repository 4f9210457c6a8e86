package dev.switchboard.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords of the real list, wherever a password can be set. */
class PasswordBlocklistTest {
  private static final String PASSWORD = "a password of nobody else";
  private static final String EMAIL = "careless@example.com";
  private static final List<String> SAMPLE = new ArrayList<>();

  private static Tour tour;
  private static String admin;

  @BeforeAll
  static void somebodyCareless(@TempDir Path folder) throws IOException {
    StandardDictionaries.PASSWORDS_LOADER.load().getRankedDictionary().keySet().stream()
        .filter(password -> password.length() >= 8)
        .sorted()
        .forEach(SAMPLE::add);
    assertThat(SAMPLE).hasSizeGreaterThan(5_000);
    Collections.shuffle(SAMPLE, new Random(3));
    SAMPLE.subList(8, SAMPLE.size()).clear();
    SAMPLE.add(SAMPLE.getFirst().toUpperCase(Locale.ROOT));
    tour = new Tour(folder);
    admin = logIn("admin", Tour.ADMIN_PASSWORD);
    tour.call(201, "POST", "/auth/register", "", newcomer(EMAIL, PASSWORD));
  }

  @AfterAll
  static void stop() {
    tour.close();
  }

  @Test
  void nobodyRegistersWithOne() {
    for (var path : List.of("/auth/register", "/api/auth/signup")) {
      everyOne(word -> refused("password", "POST", path, "", newcomer("new@example.com", word)));
    }
    tour.call(201, "POST", "/auth/register", "", newcomer("new@example.com", PASSWORD));
  }

  @Test
  void nobodyIsCreatedWithOne() {
    for (var path : List.of("/api/admin/users", "/auth/users")) {
      everyOne(word -> refused("password", "POST", path, admin, newcomer("x@example.com", word)));
    }
    everyOne(
        word ->
            refused(
                "password",
                "POST",
                "/api/companies",
                admin,
                "{\"name\":\"New\",\"admin\":%s}".formatted(newcomer("y@example.com", word))));
  }

  @Test
  void nobodyChangesTheirsToOne() {
    var token = logIn(EMAIL, PASSWORD);
    var body = "{\"current_password\":\"%s\",\"new_password\":\"%s\"}";

    everyOne(
        word ->
            refused(
                "new_password", "PUT", "/auth/me/password", token, body.formatted(PASSWORD, word)));
    refused(
        "new_password",
        "POST",
        "/auth/change-password",
        token,
        body.formatted(PASSWORD, SAMPLE.getFirst()));

    logIn(EMAIL, PASSWORD);
  }

  @Test
  void aForgottenOneIsNotReplacedByOne() {
    tour.call(200, "POST", "/auth/forgot-password", "", "{\"email\":\"" + EMAIL + "\"}");
    var token = new Mailbox(tour).resetToken(EMAIL);
    var body = "{\"token\":\"%s\",\"password\":\"%s\"}";

    everyOne(
        word ->
            refused("password", "POST", "/auth/reset-password", "", body.formatted(token, word)));

    // the token is still good for a better one
    tour.call(200, "POST", "/auth/reset-password", "", body.formatted(token, PASSWORD));
  }

  @Test
  void noAdministratorSetsOne() {
    var body = newcomer("given@example.com", PASSWORD);
    var id = tour.call(201, "POST", "/api/admin/users", admin, body).path("id").asText();
    var path = "/api/admin/users/" + id + "/reset-password";

    everyOne(
        word ->
            refused("new_password", "POST", path, admin, "{\"new_password\":\"" + word + "\"}"));
  }

  private static void everyOne(Consumer<String> refused) {
    SAMPLE.forEach(refused);
  }

  private static void refused(String field, String method, String path, String who, String body) {
    JsonNode problem = tour.call(422, method, path, who, body);
    assertThat(problem.path("code").asText()).isEqualTo("password_blocklisted");
    assertThat(problem.at("/errors/0/code").asText()).isEqualTo("password_blocklisted");
    assertThat(problem.at("/errors/0/field").asText()).endsWith(field);
  }

  private static String newcomer(String email, String password) {
    return "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(email, password);
  }

  private static String logIn(String who, String password) {
    var body = "{\"identifier\":\"%s\",\"password\":\"%s\"}".formatted(who, password);
    return tour.call(200, "POST", "/auth/login", "", body).path("access_token").asText();
  }
}
