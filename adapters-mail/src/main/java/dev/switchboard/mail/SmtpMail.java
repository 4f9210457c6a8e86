package dev.switchboard.mail;

import dev.switchboard.application.mail.Mail;
import dev.switchboard.application.mail.MailGateway;
import dev.switchboard.domain.message.MessageError;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mail by SMTP, one connection for each: what we send is rare and must not wait for a pool. */
public final class SmtpMail implements MailGateway {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpMail.class);

  private final SmtpConfig config;
  private final MailComposer composer;
  private final Session session;

  public SmtpMail(SmtpConfig config, MailComposer composer) {
    this(config, composer, Optional.empty());
  }

  /**
   * @param trust whose certificates count, instead of those that Java comes with
   */
  SmtpMail(SmtpConfig config, MailComposer composer, Optional<SSLSocketFactory> trust) {
    this.config = config;
    this.composer = composer;
    var properties = properties(config);
    trust.ifPresent(factory -> properties.put("mail.smtp.ssl.socketFactory", factory));
    session = Session.getInstance(properties);
  }

  private static Properties properties(SmtpConfig config) {
    var properties = new Properties();
    var patience = Long.toString(config.timeout().toMillis());
    properties.put("mail.smtp.connectiontimeout", patience);
    properties.put("mail.smtp.timeout", patience);
    properties.put("mail.smtp.writetimeout", patience);
    properties.put("mail.smtp.quitwait", "false");
    properties.put("mail.smtp.auth", Boolean.toString(config.login().isPresent()));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    switch (config.security()) {
      case NONE -> properties.put("mail.smtp.starttls.enable", "false");
      case STARTTLS -> {
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", "true");
      }
      case TLS -> properties.put("mail.smtp.ssl.enable", "true");
    }
    return properties;
  }

  @Override
  public Delivery deliver(Mail mail) {
    try {
      return send(composer.compose(session, mail));
    } catch (MessagingException _) { // its message repeats the address
      return new Delivery.Refused(
          new MessageError("mail_address", "The address cannot be written to."));
    }
  }

  private Delivery send(MimeMessage message) throws MessagingException {
    var transport = session.getTransport("smtp");
    try {
      connect(transport);
      transport.sendMessage(message, message.getAllRecipients());
      return new Delivery.Accepted();
    } catch (MessagingException e) {
      return SmtpErrors.delivery(e);
    } finally {
      close(transport);
    }
  }

  private void connect(Transport transport) throws MessagingException {
    var login = config.login();
    transport.connect(
        config.host(),
        config.port(),
        login.map(SmtpConfig.Login::user).orElse(null),
        login.map(SmtpConfig.Login::password).orElse(null));
  }

  /** Whatever happens now, the server has given its answer. */
  private static void close(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      LOG.debug("the mail server's connection did not close", e);
    }
  }
}
