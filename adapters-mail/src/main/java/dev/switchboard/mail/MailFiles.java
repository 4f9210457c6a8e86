package dev.switchboard.mail;

import dev.switchboard.application.mail.Mail;
import dev.switchboard.application.mail.MailGateway;
import dev.switchboard.domain.message.MessageError;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mail as files that any mail program opens, for development without a server. Only their owner can
 * read them: they hold links that let somebody in. A mail that is written again replaces itself.
 */
public final class MailFiles implements MailGateway {
  private static final Logger LOG = LoggerFactory.getLogger(MailFiles.class);

  private final Path folder;
  private final MailComposer composer;
  private final Session session = Session.getInstance(new Properties());

  public MailFiles(Path folder, MailComposer composer) {
    this.folder = folder;
    this.composer = composer;
  }

  @Override
  public Delivery deliver(Mail mail) {
    var name = "%s-%d.eml".formatted(mail.kind().name().toLowerCase(Locale.ROOT), mail.id());
    try {
      write(mail, folder.resolve(name));
      LOG.info("mail {} is the file {}", mail.id(), name);
      return new Delivery.Accepted();
    } catch (IOException e) {
      LOG.warn("mail {} cannot be written to {}: {}", mail.id(), folder, e.toString());
      return new Delivery.Later(
          new MessageError("mail_folder", "The folder for mail cannot be written to."));
    } catch (MessagingException _) { // its message repeats the address
      return new Delivery.Refused(
          new MessageError("mail_address", "The address cannot be written to."));
    }
  }

  private void write(Mail mail, Path file) throws IOException, MessagingException {
    Files.createDirectories(folder);
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var fresh = Files.createTempFile(folder, "mail", ".new", owner);
    try (var out = Files.newOutputStream(fresh)) {
      composer.compose(session, mail).writeTo(out);
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
