package dev.switchboard.mail;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import dev.switchboard.application.mail.Mail;
import dev.switchboard.application.mail.MailKind;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The words of each kind of mail, from Mustache templates: {@code reset-link.txt}, whose first line
 * is the subject, and {@code reset-link.html}, where every fact is escaped. A file in the
 * installation's folder replaces ours of the same name. Read once; thread-safe.
 */
public final class Templates {
  private static final String OURS = "/mail/";

  private record Parts(Template subject, Template text, Template html) {}

  private final Path folder;
  private final Map<String, String> common;
  private final Map<MailKind, Parts> kinds = new EnumMap<>(MailKind.class);

  /**
   * @param folder need not exist
   * @param subjects instead of the templates' own
   * @param common facts of every mail
   * @throws BrokenTemplate one of them cannot be used
   */
  public Templates(Path folder, Map<MailKind, String> subjects, Map<String, String> common) {
    this.folder = folder;
    this.common = Map.copyOf(common);
    for (var kind : MailKind.values()) {
      kinds.put(kind, usable(kind, Optional.ofNullable(subjects.get(kind))));
    }
  }

  Words words(Mail mail) {
    var facts = new HashMap<>(common);
    facts.putAll(mail.facts());
    facts.put("name", mail.name());
    return words(kinds.get(mail.kind()), facts);
  }

  private static Words words(Parts parts, Map<String, String> facts) {
    return new Words(
        parts.subject().execute(facts).strip(),
        parts.text().execute(facts),
        parts.html().execute(facts));
  }

  /** Tried once without facts: better that the start fails than that nobody gets their mail. */
  private Parts usable(MailKind kind, Optional<String> subject) {
    var name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    try {
      var parts = parts(name, subject);
      words(parts, common);
      return parts;
    } catch (MustacheException | IOException | UncheckedIOException e) {
      throw new BrokenTemplate("mail template " + name + ": " + e.getMessage(), e);
    }
  }

  private Parts parts(String name, Optional<String> subject) throws IOException {
    var plain = compiler(".txt", false);
    var text = source(name + ".txt").split("\r?\n", 2);
    return new Parts(
        plain.compile(subject.orElse(text[0])),
        plain.compile(text.length > 1 ? text[1].stripLeading() : ""),
        compiler(".html", true).compile(source(name + ".html")));
  }

  private Mustache.Compiler compiler(String extension, boolean escape) {
    return Mustache.compiler()
        .escapeHTML(escape)
        .defaultValue("")
        .emptyStringIsFalse(true)
        .withLoader(name -> new StringReader(source(name + extension)));
  }

  private String source(String file) throws IOException {
    var own = folder.resolve(file);
    if (Files.exists(own)) {
      return Files.readString(own);
    }
    try (var ours = Templates.class.getResourceAsStream(OURS + file)) {
      if (ours == null) {
        throw new FileNotFoundException(file);
      }
      return new String(ours.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
