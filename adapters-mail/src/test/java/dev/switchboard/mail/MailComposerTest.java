package dev.switchboard.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.mail.Mail;
import dev.switchboard.application.mail.MailFacts;
import dev.switchboard.application.mail.MailKind;
import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.EmailAddress;
import jakarta.mail.Header;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailComposerTest {
  private static final Session SESSION = Session.getInstance(new Properties());
  private static final List<String> HEADERS =
      List.of(
          "Date",
          "From",
          "To",
          "Message-ID",
          "Subject",
          "MIME-Version",
          "Content-Type",
          "Auto-Submitted");

  /** As it goes over the wire and is read at the other end. */
  private static MimeMessage received(Mail mail) throws MessagingException, IOException {
    return received(Mails.composer(), mail);
  }

  private static MimeMessage received(MailComposer composer, Mail mail)
      throws MessagingException, IOException {
    var bytes = new ByteArrayOutputStream();
    composer.compose(SESSION, mail).writeTo(bytes);
    return new MimeMessage(SESSION, new ByteArrayInputStream(bytes.toByteArray()));
  }

  @Test
  void saysTheSameInTextAndHtml() throws Exception {
    var message = received(Mails.resetLink("ada@example.test", "Ada"));

    assertThat(message.getSubject()).isEqualTo("Reset your password");
    assertThat(message.getFrom()[0])
        .isEqualTo(new InternetAddress("no-reply@shop.example.test", "Shop"));
    assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(Mails.text(message, "text/plain"))
        .contains("Hello Ada,", Mails.LINK, "within 60 minutes", "help@shop.example.test")
        .doesNotContain("{{", "Subject");
    assertThat(Mails.text(message, "text/html"))
        .contains("Hello Ada,", "token&#x3D;pr_1_secret", "60 minutes")
        .doesNotContain("{{");
  }

  @Test
  void namesAndSubjectsMayBeOfAnyScript() throws Exception {
    var composer =
        Mails.composer(Mails.templates(Map.of(MailKind.RESET_LINK, "Пароль für {{name}}")));
    var message =
        received(composer, Mails.resetLink("ada@bücher.example", "Zoë 你好, \"the\" <one>"));

    assertThat(message.getSubject()).isEqualTo("Пароль für Zoë 你好, \"the\" <one>");
    var to = (InternetAddress) message.getRecipients(Message.RecipientType.TO)[0];
    assertThat(to.getAddress()).isEqualTo("ada@xn--bcher-kva.example");
    assertThat(to.getPersonal()).isEqualTo("Zoë 你好, \"the\" <one>");
    assertThat(Mails.text(message, "text/plain")).contains("Zoë 你好, \"the\" <one>");
    assertThat(Mails.text(message, "text/html")).contains("Zoë 你好, &quot;the&quot; &lt;one&gt;");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ada\r\nBcc: everybody@example.test",
        "Ada\nBcc: everybody@example.test",
        "Ada\rBcc: everybody@example.test",
        "Ada\r\n\r\nAnother body",
        "Ada\u0085Bcc: everybody@example.test",
        "Ada\u2028Bcc: everybody@example.test",
        "Ää\r\nBcc: everybody@example.test",
        "Ada\0Bcc: everybody@example.test"
      })
  void noNameAddsAHeader(String name) throws Exception {
    var composer =
        Mails.composer(Mails.templates(Map.of(MailKind.RESET_LINK, "For {{name}} {{username}}")));
    var mail = Mails.resetLink("ada@example.test", name);

    for (var facts : List.of(mail.facts(), Map.of(MailFacts.USERNAME, name))) {
      var message =
          received(
              composer,
              new Mail(mail.company(), 17, mail.kind(), mail.to(), name, facts, Optional.empty()));

      assertThat(Collections.list(message.getAllHeaders()))
          .extracting(Header::getName)
          .containsExactlyInAnyOrderElementsOf(HEADERS);
      assertThat(message.getAllRecipients()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.test\r\nBcc: everybody@example.test",
        "ada@example.test\nBcc:x",
        "ada@example.test,everybody@example.test",
        "ada\r\n@example.test",
        "<ada@example.test>"
      })
  void noAddressCanEvenExistThatWould(String address) {
    assertThatThrownBy(() -> new EmailAddress(address)).isInstanceOf(Rejected.class);
  }

  @Test
  void anAddressThatNeedsMoreThanAsciiIsRefused() {
    assertThatThrownBy(() -> received(Mails.resetLink("zoë@example.test", "Zoë")))
        .isInstanceOf(MessagingException.class);
  }

  @Test
  void theMessageIdIsTheSameAtEveryTryAndNobodyElses() throws Exception {
    var mail = Mails.resetLink("ada@example.test", "Ada");
    var id = received(mail).getMessageID();

    assertThat(id).isEqualTo(received(mail).getMessageID()).endsWith("@shop.example.test>");
    var elsewhere = new MessageIds("another installation".getBytes(), "shop.example.test");
    assertThat(elsewhere.of(mail)).isNotEqualTo(id);
    var next =
        new Mail(
            new CompanyId(1), 18, mail.kind(), mail.to(), "Ada", mail.facts(), Optional.empty());
    assertThat(received(next).getMessageID()).isNotEqualTo(id);
  }
}
