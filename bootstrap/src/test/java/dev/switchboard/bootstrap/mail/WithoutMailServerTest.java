package dev.switchboard.bootstrap.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an installation without SMTP settings does, and one that does not want resets. */
class WithoutMailServerTest {
  private static final String SECRET = "0123456789abcdef0123456789abcdef";

  @TempDir Path folder;

  private List<Path> files() throws IOException {
    var mail = folder.resolve("data/mail");
    if (!Files.exists(mail)) {
      return List.of();
    }
    try (var files = Files.list(mail)) {
      return files.filter(file -> file.toString().endsWith(".eml")).toList();
    }
  }

  @Test
  void inDevelopmentMailIsWrittenToFilesAndTheStartSaysSo() throws Exception {
    try (var installation = new Installation(folder, Map.of())) {
      assertThat(installation.notices)
          .contains(
              "No SMTP_HOST: mail is written to "
                  + folder.resolve("data/mail")
                  + " instead of sent.");
      installation.register("ada", "ada loves engines");

      assertThat(installation.forgot("ada@example.test").statusCode()).isEqualTo(200);

      await().until(() -> files().size() == 1);
      assertThat(files().getFirst().getFileName().toString()).startsWith("reset_link-");
      assertThat(Files.readString(files().getFirst()))
          .contains("http://localhost:0/reset-password?token=pr_");
    }
  }

  @Test
  void inProductionNothingCanBeForgottenAndTheStartSaysSo() throws Exception {
    var production =
        Map.of(
            "ENVIRONMENT",
            "production",
            "REGISTRATION",
            "open",
            "JWT_SECRET",
            SECRET,
            "ENCRYPTION_KEY",
            SECRET);
    try (var installation = new Installation(folder, production)) {
      assertThat(installation.notices)
          .contains(
              "No SMTP_HOST: nobody gets mail, and forgotten passwords cannot be replaced by it.");
      requireOff(installation);
      assertThat(files()).isEmpty();
    }
  }

  @Test
  void switchedOffItIsNotThere() throws Exception {
    try (var installation = new Installation(folder, Map.of("ENABLE_FORGOT_PASSWORD", "false"))) {
      requireOff(installation);
    }
  }

  private static void requireOff(Installation installation) throws Exception {
    var offer = installation.json(installation.send("GET", "/auth/config", "", ""));
    assertThat(offer.get("forgot_password_enabled").asBoolean()).isFalse();
    var forgot = installation.forgot("ada@example.test");
    assertThat(forgot.statusCode()).isEqualTo(404);
    assertThat(forgot.body()).contains("Not found");
    assertThat(installation.reset("pr_1_x", "a long password").statusCode()).isEqualTo(404);
  }
}
