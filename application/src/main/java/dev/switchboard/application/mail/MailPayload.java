package dev.switchboard.application.mail;

import dev.switchboard.application.outbound.Lanes.Claim;
import dev.switchboard.domain.user.EmailAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mail as text: names and values as a web form writes them, so that any character survives and
 * fields can be added. Sealed before it is stored.
 */
final class MailPayload {
  private static final String KIND = "kind";
  private static final String TO = "to";
  private static final String NAME = "name";
  private static final String GOOD_UNTIL = "good_until";
  private static final String FACT = "fact.";

  private MailPayload() {}

  static String write(Mail mail) {
    var fields = new ArrayList<String>();
    fields.add(field(KIND, mail.kind().name()));
    fields.add(field(TO, mail.to().value()));
    fields.add(field(NAME, mail.name()));
    mail.goodUntil().ifPresent(at -> fields.add(field(GOOD_UNTIL, at.toString())));
    mail.facts().forEach((name, value) -> fields.add(field(FACT + name, value)));
    return String.join("&", fields);
  }

  static Mail read(Claim claim, String text) {
    var fields = fields(text);
    var facts = new HashMap<String, String>();
    fields.forEach(
        (name, value) -> {
          if (name.startsWith(FACT)) {
            facts.put(name.substring(FACT.length()), value);
          }
        });
    return new Mail(
        claim.company(),
        claim.task(),
        MailKind.valueOf(fields.get(KIND)),
        new EmailAddress(fields.get(TO)),
        fields.get(NAME),
        facts,
        Optional.ofNullable(fields.get(GOOD_UNTIL)).map(Instant::parse));
  }

  private static Map<String, String> fields(String text) {
    var fields = new HashMap<String, String>();
    for (var field : List.of(text.split("&"))) {
      var parts = field.split("=", 2);
      fields.put(decoded(parts[0]), decoded(parts[1]));
    }
    return fields;
  }

  private static String field(String name, String value) {
    return encoded(name) + "=" + encoded(value);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
