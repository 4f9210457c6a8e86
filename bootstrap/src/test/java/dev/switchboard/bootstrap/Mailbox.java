package dev.switchboard.bootstrap;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the mail that an installation without a mail server writes to files. */
public final class Mailbox {
  private static final Pattern RESET = Pattern.compile("/reset-password\\?token=(pr_[\\w-]+)");
  private static final Pattern INVITATION = Pattern.compile("/register\\?invitation=(inv_[\\w-]+)");

  private final Path mail;
  private final Set<String> read = new HashSet<>();

  public Mailbox(Tour tour) {
    this.mail = tour.folder().resolve("mail");
  }

  /** Waits for one that was not given before. */
  public String resetToken(String email) {
    return awaited(email, RESET);
  }

  /** Waits for one that was not given before. */
  public String invitation(String email) {
    return awaited(email, INVITATION);
  }

  private String awaited(String email, Pattern link) {
    return await().until(() -> unread(email, link), Optional::isPresent).orElseThrow();
  }

  private Optional<String> unread(String email, Pattern link) throws IOException {
    if (!Files.exists(mail)) {
      return Optional.empty();
    }
    try (var files = Files.list(mail)) {
      for (var file : files.filter(path -> path.toString().endsWith(".eml")).toList()) {
        var text = Files.readString(file);
        var token = link.matcher(text);
        if (text.contains("<" + email + ">") && token.find() && read.add(token.group(1))) {
          return Optional.of(token.group(1));
        }
      }
    }
    return Optional.empty();
  }
}
