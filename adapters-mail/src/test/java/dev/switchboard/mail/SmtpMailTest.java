package dev.switchboard.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.account.Notices.PasswordChange;
import dev.switchboard.application.mail.MailGateway.Delivery;
import dev.switchboard.application.mail.MailWorld;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.Profile;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.domain.user.Username;
import dev.switchboard.mail.SmtpConfig.Login;
import dev.switchboard.mail.SmtpConfig.Security;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real mail server; what only a stubborn one does is {@code StubbornServerTest}. */
class SmtpMailTest {
  private static final Optional<Login> LOGIN = Optional.of(new Login("shop", "s3cret"));

  private GreenMail server;

  @BeforeEach
  void start() {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private SmtpMail mail(int port, Optional<Login> login) {
    return new SmtpMail(
        new SmtpConfig("127.0.0.1", port, Security.NONE, login, Duration.ofSeconds(20)),
        Mails.composer());
  }

  private int port() {
    return server.getSmtp().getPort();
  }

  @Test
  void aMailArrives() throws Exception {
    var delivery =
        mail(port(), Optional.empty()).deliver(Mails.resetLink("zoe@bücher.example", "Zoë 你好"));

    assertThat(delivery).isEqualTo(new Delivery.Accepted());
    assertThat(server.waitForIncomingEmail(10_000, 1)).isTrue();
    var message = server.getReceivedMessages()[0];
    assertThat(message.getAllRecipients())
        .containsExactly(new InternetAddress("zoe@xn--bcher-kva.example", "Zoë 你好", "UTF-8"));
    assertThat(message.getFrom())
        .containsExactly(new InternetAddress("no-reply@shop.example.test", "Shop"));
    assertThat(message.getSubject()).isEqualTo("Reset your password");
    assertThat(message.getSentDate()).isEqualTo(Mails.CLOCK.instant().toString());
    assertThat(Mails.text(message, "text/plain")).contains("Zoë 你好").contains(Mails.LINK);
  }

  @Test
  void whoNamesThemselvesRightIsLetIn() {
    server.setUser("shop@example.test", "shop", "s3cret");

    assertThat(mail(port(), LOGIN).deliver(Mails.resetLink("ada@example.test", "Ada")))
        .isEqualTo(new Delivery.Accepted());
    assertThat(server.waitForIncomingEmail(10_000, 1)).isTrue();
  }

  @Test
  void aWrongPasswordIsForTheOperatorToPutRightAndTheMailWaits() {
    server.setUser("shop@example.test", "shop", "another");

    assertThat(mail(port(), LOGIN).deliver(Mails.resetLink("ada@example.test", "Ada")))
        .isInstanceOfSatisfying(
            Delivery.Later.class,
            later -> assertThat(later.error().code()).isEqualTo("mail_login"));
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  /** Through the queue and the lanes, as in the product. */
  @Test
  void aServerThatIsDownAndComesBackGetsTheMailOnce() {
    var port = port();
    server.stop();
    var transactions = new InMemoryTransactions();
    var world = new MailWorld(transactions, mail(port, Optional.empty()), Clock.systemUTC());
    try (var workers = world.workers()) {
      workers.start();
      transactions.inTransaction(
          () ->
              world.notices.passwordChanged(
                  ada(), PasswordChange.THEMSELVES, Clock.systemUTC().instant()));
      await().until(() -> world.lanes.error(1).isPresent());
      assertThat(world.lanes.error(1).orElseThrow().code()).isEqualTo("mail_unreachable");

      server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
      server.start();

      await().until(() -> !world.outbox.state(1).open());
      assertThat(server.getReceivedMessages()).hasSize(1);
    }
  }

  private static User ada() {
    var now = Mails.CLOCK.instant();
    return new User(
        new CompanyId(1),
        new UserId(2),
        new Username("ada"),
        Optional.of(new EmailAddress("ada@example.test")),
        Optional.empty(),
        Optional.empty(),
        Profile.named(Optional.of("Ada"), Optional.empty(), Optional.empty()),
        Set.of(),
        true,
        false,
        true,
        Optional.empty(),
        0,
        now,
        now);
  }
}
