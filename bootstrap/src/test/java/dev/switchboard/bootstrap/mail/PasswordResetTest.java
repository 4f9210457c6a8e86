package dev.switchboard.bootstrap.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A forgotten password, from the click to the new one, over a real mail server. */
class PasswordResetTest {
  private static final String OLD = "ada loves engines";
  private static final String NEW = "engines love numbers";
  private static final Pattern LINK =
      Pattern.compile("(https?://\\S+)/reset-password\\?token=(\\S+)");

  @TempDir Path folder;
  private GreenMail smtp;
  private Installation installation;

  @BeforeEach
  void start() throws Exception {
    smtp = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    smtp.start();
    installation =
        new Installation(
            folder,
            Map.of(
                "SMTP_HOST", "127.0.0.1",
                "SMTP_PORT", Integer.toString(smtp.getSmtp().getPort()),
                "SMTP_USE_TLS", "false",
                "SMTP_FROM", "no-reply@shop.example.test",
                "FRONTEND_BASE_URL", "https://app.example.test/"));
    installation.register("ada", OLD);
  }

  @AfterEach
  void stop() {
    installation.close();
    smtp.stop();
  }

  private List<MimeMessage> mails(String name, String subject) throws MessagingException {
    var found = new java.util.ArrayList<MimeMessage>();
    for (var mail : smtp.getReceivedMessages()) {
      if (mail.getSubject().equals(subject)
          && Arrays.toString(mail.getAllRecipients()).contains(name + "@example.test")) {
        found.add(mail);
      }
    }
    return found;
  }

  /** Of the newest of {@code count} mails. */
  private String token(String name, int count) throws Exception {
    await().until(() -> mails(name, "Reset your password").size() == count);
    var link = LINK.matcher(text(mails(name, "Reset your password").getLast()));
    assertThat(link.find()).isTrue();
    assertThat(link.group(1)).isEqualTo("https://app.example.test");
    return link.group(2);
  }

  private static String text(MimeMessage mail) throws MessagingException, IOException {
    return (String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
  }

  private String codeOf(String token, String password) throws Exception {
    var answer = installation.reset(token, password);
    assertThat(answer.statusCode()).isEqualTo(400);
    return answer.body();
  }

  @Test
  void theLinkReplacesThePasswordOnceAndEndsWhatWasOpen() throws Exception {
    var before = installation.logIn("ada", OLD);
    assertThat(installation.forgot("ADA@example.test").body())
        .isEqualTo(
            "{\"message\":\"If an account exists for that email, a reset link has been sent.\"}");
    var token = token("ada", 1);

    assertThat(installation.reset(token, "short").statusCode()).isEqualTo(422);
    var done = installation.reset(token, NEW);

    assertThat(done.statusCode()).isEqualTo(200);
    assertThat(done.body()).isEqualTo("{\"message\":\"Password reset successfully\"}");
    assertThat(installation.tryLogIn("ada", OLD).statusCode()).isEqualTo(401);
    var session = before.get("access_token").asText();
    assertThat(installation.send("GET", "/auth/me", session, "").statusCode()).isEqualTo(401);
    var refresh = "{\"refresh_token\":\"" + before.get("refresh_token").asText() + "\"}";
    assertThat(installation.post("/auth/refresh", refresh).statusCode()).isEqualTo(401);
    assertThat(installation.tryLogIn("ada", NEW).statusCode()).isEqualTo(200);
    assertThat(codeOf(token, "another long password"))
        .contains("invalid_reset_token", "Invalid or expired token");
    await().until(() -> mails("ada", "Your password was reset").size() == 1);
  }

  @Test
  void whoAsksInAnotherHostsNameGetsTheSameLink() throws Exception {
    assertThat(
            installation.postAs(
                "evil.example.test",
                "/api/auth/forgot-password",
                "{\"email\":\"ada@example.test\"}"))
        .startsWith("HTTP/1.1 200");

    token("ada", 1);
    assertThat(text(mails("ada", "Reset your password").getFirst())).doesNotContain("evil");
  }

  @Test
  void askingAgainMakesTheFirstLinkVoid() throws Exception {
    installation.forgot("ada@example.test");
    var first = token("ada", 1);
    installation.forgot("ada@example.test");
    var second = token("ada", 2);

    assertThat(codeOf(first, NEW)).contains("invalid_reset_token");
    assertThat(installation.reset(second, NEW).statusCode()).isEqualTo(200);
  }

  @Test
  void strangersAndTheDisabledGetTheSameAnswerAndNoMail() throws Exception {
    var bob = installation.register("bob", OLD).get("id").asText();
    installation.json(
        installation.send(
            "PATCH",
            "/api/users/" + bob + "/active",
            installation.admin(),
            "{\"is_active\":false}"));

    var disabled = installation.forgot("bob@example.test");
    var stranger = installation.forgot("stranger@example.test");
    var known = installation.forgot("ada@example.test");

    assertThat(List.of(disabled.statusCode(), stranger.statusCode(), known.statusCode()))
        .containsOnly(200);
    assertThat(List.of(disabled.body(), stranger.body())).containsOnly(known.body());
    token("ada", 1);
    assertThat(smtp.getReceivedMessages()).hasSize(1);
    assertThat(Dump.rowsOf(installation.database, "password_reset")).isEqualTo(1);
  }

  @Test
  void whoStealsTheDatabaseFindsNoTokenInIt() throws Exception {
    installation.forgot("ada@example.test");
    var token = token("ada", 1);

    assertThat(Dump.tablesWith(installation.database, token)).isEmpty();
    assertThat(Dump.tablesWith(installation.database, token.replaceFirst("pr_\\d+_", "")))
        .isEmpty();
    // the search does find what is there: the address is in the open where it has to be
    assertThat(Dump.tablesWith(installation.database, "ada@example.test"))
        .contains("app_user")
        .doesNotContain("outbox");
  }

  @Test
  void itIsOffered() throws Exception {
    var offer = installation.json(installation.send("GET", "/auth/config", "", ""));

    assertThat(offer.get("forgot_password_enabled").asBoolean()).isTrue();
    assertThat(installation.notices).noneMatch(line -> line.contains("SMTP"));
  }
}
