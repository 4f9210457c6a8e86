package dev.switchboard.mail;

import dev.switchboard.application.mail.Mail;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;

/**
 * Makes a message of a mail: text and HTML, marked as automatic. Nothing that a person chose can
 * add a header: what goes into one loses its line breaks first and is encoded then. Thread-safe.
 */
public final class MailComposer {
  private static final String UTF_8 = StandardCharsets.UTF_8.name();

  private final Templates templates;
  private final Sender sender;
  private final MessageIds messageIds;
  private final Clock clock;

  public MailComposer(Templates templates, Sender sender, MessageIds messageIds, Clock clock) {
    this.templates = templates;
    this.sender = sender;
    this.messageIds = messageIds;
    this.clock = clock;
  }

  /**
   * @throws MessagingException the address cannot be written into a header
   */
  MimeMessage compose(Session session, Mail mail) throws MessagingException {
    var words = templates.words(mail);
    var message = new Identified(session, messageIds.of(mail));
    message.setFrom(address(sender.address().value(), sender.name()));
    message.setRecipient(Message.RecipientType.TO, address(mail.to().value(), mail.name()));
    message.setSubject(oneLine(words.subject()), UTF_8);
    message.setSentDate(Date.from(clock.instant()));
    // RFC 3834: so that nobody's absence note answers it
    message.setHeader("Auto-Submitted", "auto-generated");
    message.setContent(
        new MimeMultipart("alternative", part(words.text(), "plain"), part(words.html(), "html")));
    message.saveChanges();
    return message;
  }

  private static MimeBodyPart part(String text, String subtype) throws MessagingException {
    var part = new MimeBodyPart();
    part.setText(text, UTF_8, subtype);
    return part;
  }

  /** A domain of any script by its ASCII name; other letters before the @ need SMTPUTF8. */
  private static InternetAddress address(String address, String name) throws MessagingException {
    var at = address.lastIndexOf('@');
    try {
      var ascii = address.substring(0, at) + "@" + IDN.toASCII(address.substring(at + 1));
      if (!StandardCharsets.US_ASCII.newEncoder().canEncode(ascii)) {
        throw new MessagingException("an address with other letters than ASCII");
      }
      var made = new InternetAddress(ascii, oneLine(name), UTF_8);
      made.validate();
      return made;
    } catch (UnsupportedEncodingException | IllegalArgumentException e) {
      throw new MessagingException("not an address", e);
    }
  }

  static String oneLine(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\u2028\u2029]+", " ").strip();
  }

  /** Saving a message gives it an id of its own, unless it knows better. */
  private static final class Identified extends MimeMessage {
    private final String id;

    Identified(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
