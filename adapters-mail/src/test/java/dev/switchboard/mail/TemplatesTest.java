package dev.switchboard.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.mail.Mail;
import dev.switchboard.application.mail.MailFacts;
import dev.switchboard.application.mail.MailKind;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.EmailAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TemplatesTest {
  @TempDir Path folder;

  private static Mail mail(MailKind kind, String evil) {
    return new Mail(
        new CompanyId(1),
        1,
        kind,
        new EmailAddress("ada@example.test"),
        evil,
        Map.of(
            MailFacts.LINK, "https://app.example.test/x?token=t",
            MailFacts.USERNAME, evil,
            MailFacts.WHEN, "1 May 2026",
            MailFacts.UNTIL, "2 May 2026",
            MailFacts.MINUTES, "60",
            MailFacts.COMPANY, evil,
            MailFacts.BY, evil,
            MailFacts.DEVICE, evil,
            MailFacts.ADDRESS, "192.0.2.1"),
        Optional.empty());
  }

  private Words own(MailKind kind) {
    return new Templates(folder, Map.of(), Map.of()).words(mail(kind, "Ada"));
  }

  @ParameterizedTest
  @EnumSource
  void everyKindHasWordsAndHtmlEscapesWhatPeopleChose(MailKind kind) {
    var words =
        Mails.templates(Map.of()).words(mail(kind, "<img src=x onerror=alert(1)>\"'&{{link}}"));

    assertThat(words.subject()).isNotBlank().doesNotContain("\n");
    assertThat(words.text()).contains("<img src=x onerror=alert(1)>").contains("Shop");
    assertThat(words.html()).doesNotContain("<img").contains("&lt;img").contains("</html>");
  }

  @Test
  void aFileOfTheInstallationReplacesOursAlone() throws IOException {
    Files.writeString(
        folder.resolve("reset-link.txt"), "Mein Betreff\n\nHallo {{name}}{{unknown}}!");
    Files.writeString(folder.resolve("bottom.txt"), "Shop GmbH");

    assertThat(own(MailKind.RESET_LINK).subject()).isEqualTo("Mein Betreff");
    assertThat(own(MailKind.RESET_LINK).text()).isEqualTo("Hallo Ada!");
    assertThat(own(MailKind.RESET_LINK).html()).contains("Choose a new password");
    assertThat(own(MailKind.INVITED).text()).contains("Shop GmbH");
  }

  @Test
  void aBrokenFileIsNoticedBeforeAnyMailIsSent() throws IOException {
    Files.writeString(folder.resolve("reset-link.html"), "<p>{{#open}}never closed</p>");
    assertThatThrownBy(() -> own(MailKind.RESET_LINK))
        .isInstanceOf(BrokenTemplate.class)
        .hasMessageContaining("reset-link");

    Files.writeString(folder.resolve("reset-link.html"), "<p>{{>no-such-part}}</p>");
    assertThatThrownBy(() -> own(MailKind.RESET_LINK)).isInstanceOf(BrokenTemplate.class);
  }

  @Test
  void aSubjectOfTheSettingsWins() {
    var templates = new Templates(folder, Map.of(MailKind.RESET_LINK, "New password"), Map.of());

    assertThat(templates.words(mail(MailKind.RESET_LINK, "Ada")).subject())
        .isEqualTo("New password");
    assertThat(templates.words(mail(MailKind.PASSWORD_RESET, "Ada")).subject())
        .isEqualTo("Your password was reset");
  }
}
