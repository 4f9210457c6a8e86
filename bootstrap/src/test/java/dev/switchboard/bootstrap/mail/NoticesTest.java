package dev.switchboard.bootstrap.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to an account is told to whom it belongs, by mail that arrives. */
class NoticesTest {
  private static final String OLD = "ada loves engines";

  @TempDir Path folder;
  private GreenMail smtp;
  private Installation installation;

  @BeforeEach
  void start() throws Exception {
    smtp = server(0);
    smtp.start();
    installation =
        new Installation(
            folder,
            Map.of(
                "SMTP_HOST", "127.0.0.1",
                "SMTP_PORT", Integer.toString(smtp.getSmtp().getPort()),
                "SMTP_USE_TLS", "false",
                "SMTP_FROM", "no-reply@shop.example.test"));
    installation.register("ada", OLD);
  }

  @AfterEach
  void stop() {
    installation.close();
    smtp.stop();
  }

  private static GreenMail server(int port) {
    return new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  }

  private HttpResponse<String> changePassword(String token) throws Exception {
    return installation.send(
        "PUT",
        "/auth/me/password",
        token,
        "{\"current_password\":\"%s\",\"new_password\":\"engines love numbers\"}".formatted(OLD));
  }

  private String token() throws Exception {
    return installation.logIn("ada", OLD).get("access_token").asText();
  }

  private void awaitMail(String to, String subject) {
    await().until(() -> count(to, subject) == 1);
  }

  private long count(String to, String subject) throws MessagingException {
    var found = 0;
    for (var mail : smtp.getReceivedMessages()) {
      var recipients = Arrays.toString(mail.getAllRecipients());
      found += mail.getSubject().equals(subject) && recipients.contains(to) ? 1 : 0;
    }
    return found;
  }

  @Test
  void aChangedPasswordIsTold() throws Exception {
    assertThat(changePassword(token()).statusCode()).isEqualTo(200);

    awaitMail("ada@example.test", "Your password was changed");
  }

  @Test
  void aChangedAddressIsToldAtTheOneBefore() throws Exception {
    var changed =
        installation.send("PATCH", "/auth/me", token(), "{\"email\":\"new@example.test\"}");
    assertThat(changed.statusCode()).isEqualTo(200);

    awaitMail("ada@example.test", "Your e-mail address was changed");
    assertThat(count("new@example.test", "Your e-mail address was changed")).isZero();
  }

  @Test
  void aRefreshTokenThatComesBackLateIsRecordedAndToldAndEndsItsFamily() throws Exception {
    var in = installation.logIn("ada", OLD);
    var old = in.get("refresh_token").asText();
    var newest = installation.json(refresh(old)).get("refresh_token").asText();
    Dump.execute(
        installation.database,
        "update refresh_token set used_at = used_at - interval '1 minute' where used_at is not null");

    assertThat(refresh(old).statusCode()).isEqualTo(401);

    assertThat(refresh(newest).statusCode()).isEqualTo(401);
    var access = in.get("access_token").asText();
    assertThat(installation.send("GET", "/auth/me", access, "").statusCode()).isEqualTo(401);
    var onRecord =
        installation.json(
            installation.send("GET", "/api/audit?action=token_reused", installation.admin(), ""));
    assertThat(onRecord).hasSize(1);
    assertThat(onRecord.get(0).get("actor_id")).isEqualTo(in.get("user").get("id"));
    assertThat(onRecord.get(0).get("object_type").asText()).isEqualTo("session");
    awaitMail("ada@example.test", "You were logged out for your safety");
  }

  private HttpResponse<String> refresh(String token) throws Exception {
    return installation.post("/auth/refresh", "{\"refresh_token\":\"" + token + "\"}");
  }

  /** The change does not wait for the server, the server's absence makes nobody unready. */
  @Test
  void aServerThatIsDownDelaysTheMailAndNothingElse() throws Exception {
    var port = smtp.getSmtp().getPort();
    smtp.stop();

    assertThat(changePassword(token()).statusCode()).isEqualTo(200);
    await().until(() -> !Dump.tablesWith(installation.database, "mail_unreachable").isEmpty());
    assertThat(installation.send("GET", "/health/ready", "", "").statusCode()).isEqualTo(200);

    smtp = server(port);
    smtp.start();
    awaitMail("ada@example.test", "Your password was changed");
  }
}
