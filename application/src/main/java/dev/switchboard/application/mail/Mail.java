package dev.switchboard.application.mail;

import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.EmailAddress;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One mail to one person, before it has words. Never printed: its facts may hold a secret.
 *
 * @param id of its piece of work; the same at every try, so that receivers can tell a repetition
 * @param name how the person is addressed
 * @param facts what the template of its kind may name, by {@link MailFacts}
 * @param goodUntil not worth sending from then on
 */
public record Mail(
    CompanyId company,
    long id,
    MailKind kind,
    EmailAddress to,
    String name,
    Map<String, String> facts,
    Optional<Instant> goodUntil) {
  public Mail {
    facts = Map.copyOf(facts);
  }

  @Override
  public String toString() {
    return "Mail[" + id + ", " + kind + "]";
  }
}
