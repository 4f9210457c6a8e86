package dev.switchboard.bootstrap;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Somebody forgets a password and reads their mail, which without a server is a file. */
final class MailTour {
  private static final Pattern LINK = Pattern.compile("/reset-password\\?token=(pr_[\\w-]+)");

  private final Tour tour;

  MailTour(Tour tour) {
    this.tour = tour;
  }

  void walk() {
    forget("/auth", "forgetful");
    forget("/api/auth", "scatterbrained");
  }

  private void forget(String mount, String name) {
    tour.call(
        201,
        "POST",
        mount + "/register",
        "",
        "{\"username\":\"%s\",\"email\":\"%s@example.com\",\"password\":\"a long password\"}"
            .formatted(name, name));
    var forgot = mount + "/forgot-password";
    tour.call(200, "POST", forgot, "", "{\"email\":\"" + name + "@example.com\"}");
    tour.call(422, "POST", forgot, "", "{\"email\":\"no address\"}");
    tour.call(422, "POST", forgot, "", "{}");
    var reset = mount + "/reset-password";
    var body = "{\"token\":\"%s\",\"password\":\"%s\"}";
    var token = mailed(name);
    tour.call(422, "POST", reset, "", body.formatted(token, "short"));
    tour.call(200, "POST", reset, "", body.formatted(token, "another long password"));
    tour.call(400, "POST", reset, "", body.formatted(token, "another long password"));
  }

  private String mailed(String name) {
    return await().until(() -> token(name), Optional::isPresent).orElseThrow();
  }

  private Optional<String> token(String name) throws IOException {
    var folder = tour.folder().resolve("mail");
    if (!Files.exists(folder)) {
      return Optional.empty();
    }
    try (var files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".eml"))
          .map(MailTour::text)
          .filter(text -> text.contains("<" + name + "@example.com>"))
          .flatMap(text -> LINK.matcher(text).results().map(link -> link.group(1)))
          .findFirst();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
