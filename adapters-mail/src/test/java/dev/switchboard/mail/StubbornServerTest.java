package dev.switchboard.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.mail.MailGateway.Delivery;
import dev.switchboard.domain.message.MessageError;
import dev.switchboard.mail.SmtpConfig.Login;
import dev.switchboard.mail.SmtpConfig.Security;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server may answer beside yes, and how the connection to it is protected. */
class StubbornServerTest {
  private static final String ADDRESS = "ada@example.test";

  @TempDir static Path folder;
  private ScriptedSmtp server;

  @BeforeEach
  void start() throws IOException {
    server = new ScriptedSmtp(Optional.empty());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private Delivery send(Security security, Duration timeout, Optional<SSLContext> trust) {
    var config = new SmtpConfig("127.0.0.1", server.port(), security, Optional.empty(), timeout);
    return new SmtpMail(config, Mails.composer(), trust.map(SSLContext::getSocketFactory))
        .deliver(Mails.resetLink(ADDRESS, "Ada"));
  }

  private Delivery send() {
    return send(Security.NONE, Duration.ofSeconds(20), Optional.empty());
  }

  private static MessageError error(Delivery delivery) {
    return switch (delivery) {
      case Delivery.Later(var error) -> error;
      case Delivery.Refused(var error) -> error;
      case Delivery.Accepted _ -> throw new AssertionError("accepted");
    };
  }

  @ParameterizedTest
  @CsvSource({
    "RCPT, 550 5.1.1 <ada@example.test> unknown, smtp_550",
    "RCPT, 553 no such <ada@example.test>, smtp_553",
    "MAIL, 553 not from you, smtp_553",
    "DATA, 554 no, smtp_554",
    "., 552 too large, smtp_552"
  })
  void aRefusalIsFinal(String command, String reply, String code) {
    server.answer(command, reply);

    var delivery = send();

    assertThat(delivery).isInstanceOf(Delivery.Refused.class);
    assertThat(error(delivery).code()).isEqualTo(code);
    assertThat(error(delivery).detail()).doesNotContain(ADDRESS);
  }

  @ParameterizedTest
  @CsvSource({
    "RCPT, 450 4.2.0 <ada@example.test> greylisted, smtp_450",
    "RCPT, 451 later, smtp_451",
    "MAIL, 421 shutting down, smtp_421",
    "MAIL, 530 authentication required, mail_login",
    "DATA, 451 later, smtp_451",
    "., 452 full, smtp_452",
    "DATA, close, mail_unreachable",
    "., close, mail_unreachable"
  })
  void whatMayPassIsTriedAgain(String command, String reply, String code) {
    server.answer(command, reply);

    var delivery = send();

    assertThat(delivery).isInstanceOf(Delivery.Later.class);
    assertThat(error(delivery).code()).isEqualTo(code);
    assertThat(error(delivery).detail()).doesNotContain(ADDRESS);
    server.forget(command);
    assertThat(send()).isEqualTo(new Delivery.Accepted());
  }

  @Test
  void aServerThatHangsIsGivenUp() {
    server.answer("DATA", ScriptedSmtp.HANG);

    var delivery = send(Security.NONE, Duration.ofMillis(300), Optional.empty());

    assertThat(error(delivery).code()).isEqualTo("mail_unreachable");
  }

  @Test
  void aConnectionThatBreaksAfterTheYesHasStillDelivered() {
    server.answer("QUIT", ScriptedSmtp.CLOSE);

    assertThat(send()).isEqualTo(new Delivery.Accepted());
    assertThat(server.mails()).hasSize(1);
  }

  @Test
  void withStartTlsNothingIsSaidInTheClear() throws Exception {
    var tls = TestTls.context(folder, "ip:127.0.0.1");
    server.close();
    server = new ScriptedSmtp(Optional.of(tls));

    assertThat(send(Security.STARTTLS, Duration.ofSeconds(20), Optional.of(tls)))
        .isEqualTo(new Delivery.Accepted());
    assertThat(server.heard()).startsWith("EHLO", "STARTTLS", "TLS", "EHLO", "MAIL");
    assertThat(server.mails().getFirst()).contains("Subject: Reset your password");
  }

  @Test
  void aServerWithoutStartTlsGetsNothing() {
    var delivery = send(Security.STARTTLS, Duration.ofSeconds(20), Optional.empty());

    assertThat(delivery).isInstanceOf(Delivery.Later.class);
    assertThat(error(delivery).code()).isEqualTo("mail_tls");
    assertThat(server.heard()).doesNotContain("MAIL", "AUTH");
  }

  @Test
  void aCertificateOfAnotherHostOrOfNobodyWeTrustGetsNothing() throws Exception {
    var another = TestTls.context(folder, "dns:mail.example.test");
    server.close();
    server = new ScriptedSmtp(Optional.of(another));

    var wrongHost = send(Security.STARTTLS, Duration.ofSeconds(20), Optional.of(another));
    var untrusted = send(Security.STARTTLS, Duration.ofSeconds(20), Optional.empty());

    assertThat(error(wrongHost).code()).isEqualTo("mail_tls");
    assertThat(error(untrusted).code()).isEqualTo("mail_tls");
    assertThat(server.heard()).doesNotContain("MAIL", "AUTH");
  }

  @Test
  void neitherConfigurationNorLoginPrintsThePassword() {
    var config =
        new SmtpConfig(
            "mail.example.test",
            587,
            Security.STARTTLS,
            Optional.of(new Login("shop", "s3cret")),
            Duration.ofSeconds(20));

    assertThat(config.toString()).doesNotContain("s3cret");
  }
}
