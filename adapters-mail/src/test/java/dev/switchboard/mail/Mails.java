package dev.switchboard.mail;

import dev.switchboard.application.mail.Mail;
import dev.switchboard.application.mail.MailFacts;
import dev.switchboard.application.mail.MailKind;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.EmailAddress;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** Mails to send, what composes them, and how to read what arrives. */
final class Mails {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
  static final String LINK = "https://app.example.test/reset-password?token=pr_1_secret";

  private Mails() {}

  static Mail resetLink(String to, String name) {
    return new Mail(
        new CompanyId(1),
        17,
        MailKind.RESET_LINK,
        new EmailAddress(to),
        name,
        Map.of(MailFacts.LINK, LINK, MailFacts.MINUTES, "60", MailFacts.USERNAME, "ada"),
        Optional.empty());
  }

  static MailComposer composer(Templates templates) {
    return new MailComposer(
        templates,
        new Sender(new EmailAddress("no-reply@shop.example.test"), "Shop"),
        new MessageIds("key of tests".getBytes(), "shop.example.test"),
        CLOCK);
  }

  static MailComposer composer() {
    return composer(templates(Map.of()));
  }

  static Templates templates(Map<MailKind, String> subjects) {
    return new Templates(
        Path.of("no such folder"),
        subjects,
        Map.of("sender", "Shop", "support", "help@shop.example.test"));
  }

  /** The text of the part of this type, decoded. */
  static String text(Part message, String type) throws MessagingException, IOException {
    var parts = (MimeMultipart) message.getContent();
    for (int i = 0; i < parts.getCount(); i++) {
      if (parts.getBodyPart(i).isMimeType(type)) {
        return (String) parts.getBodyPart(i).getContent();
      }
    }
    throw new AssertionError("no part " + type);
  }
}
