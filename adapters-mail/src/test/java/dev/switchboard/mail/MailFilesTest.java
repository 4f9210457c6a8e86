package dev.switchboard.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.mail.MailGateway.Delivery;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailFilesTest {
  @TempDir Path folder;

  private List<Path> files() throws IOException {
    try (var files = Files.list(folder.resolve("mail"))) {
      return files.toList();
    }
  }

  @Test
  void aMailIsAFileForItsOwnerAloneAndTwiceIsOnce() throws Exception {
    var mail = new MailFiles(folder.resolve("mail"), Mails.composer());

    assertThat(mail.deliver(Mails.resetLink("ada@example.test", "Ada")))
        .isInstanceOf(Delivery.Accepted.class);
    mail.deliver(Mails.resetLink("ada@example.test", "Ada"));

    assertThat(files()).hasSize(1);
    var file = files().getFirst();
    assertThat(file).hasFileName("reset_link-17.eml");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var in = Files.newInputStream(file)) {
      var message = new MimeMessage(Session.getInstance(new Properties()), in);
      assertThat(Mails.text(message, "text/plain")).contains(Mails.LINK);
    }
  }

  @Test
  void aFolderThatCannotBeWrittenToIsTriedAgain() throws IOException {
    var inTheWay = Files.createFile(folder.resolve("mail"));

    var delivery =
        new MailFiles(inTheWay, Mails.composer()).deliver(Mails.resetLink("a@example.test", "A"));

    assertThat(delivery)
        .isInstanceOfSatisfying(
            Delivery.Later.class,
            later -> assertThat(later.error().code()).isEqualTo("mail_folder"));
  }
}
