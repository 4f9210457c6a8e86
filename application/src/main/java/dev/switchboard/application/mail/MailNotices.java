package dev.switchboard.application.mail;

import dev.switchboard.application.Ids;
import dev.switchboard.application.account.Notices;
import dev.switchboard.application.mail.MailQueue.Recipient;
import dev.switchboard.domain.user.Session;
import dev.switchboard.domain.user.User;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Notices by mail: turns each into facts for its template and puts it into the queue. */
public final class MailNotices implements Notices {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final Pattern LINK_LIKE = Pattern.compile("[.:/@\\\\\u3002\uff0e](?=\\S)");
  private static final int NAME_LENGTH = 60;
  private static final String UNKNOWN = "unknown";

  private final MailQueue queue;
  private final MailLinks links;
  private final Ids ids;
  private final Clock clock;

  public MailNotices(MailQueue queue, MailLinks links, Ids ids, Clock clock) {
    this.queue = queue;
    this.links = links;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public boolean delivered() {
    return true;
  }

  @Override
  public void passwordChanged(User user, PasswordChange how, Instant at) {
    var kind =
        switch (how) {
          case THEMSELVES -> MailKind.PASSWORD_CHANGED;
          case RESET_LINK -> MailKind.PASSWORD_RESET;
          case ADMINISTRATOR -> MailKind.PASSWORD_SET;
        };
    tell(kind, user, at, Map.of());
  }

  @Override
  public void passwordResetAsked(User user, String token, Instant expiresAt) {
    var minutes = Duration.between(clock.instant(), expiresAt).plusSeconds(30).toMinutes();
    var facts =
        Map.of(
            MailFacts.USERNAME, user.username().value(),
            MailFacts.LINK, links.reset(token),
            MailFacts.MINUTES, Long.toString(minutes));
    recipient(user)
        .ifPresent(to -> queue.add(MailKind.RESET_LINK, to, facts, Optional.of(expiresAt)));
  }

  @Override
  public void emailChanged(User before, User after, Instant at) {
    tell(MailKind.EMAIL_CHANGED, before, at, Map.of());
  }

  @Override
  public void tokenReused(User user, Session session, Instant at) {
    tell(
        MailKind.TOKEN_REUSED,
        user,
        at,
        Map.of(
            MailFacts.DEVICE, session.device().orElse(UNKNOWN),
            MailFacts.ADDRESS, session.ipAddress().orElse(UNKNOWN)));
  }

  @Override
  public void invited(Invited invitation) {
    var company = invitation.company();
    var facts =
        Map.of(
            MailFacts.COMPANY, harmless(company.name()),
            MailFacts.BY, harmless(invitation.by()),
            MailFacts.LINK, links.invitation(invitation.token()),
            MailFacts.UNTIL, WHEN.format(invitation.expiresAt()));
    var to = invitation.to();
    queue.add(
        MailKind.INVITED,
        new Recipient(company.id(), ids.next(), to, to.localPart()),
        facts,
        Optional.of(invitation.expiresAt()));
  }

  /** To strangers goes nothing that a mail program would make a link of, and no letter. */
  private static String harmless(String name) {
    var spaced = LINK_LIKE.matcher(name).replaceAll("$0 ");
    return spaced.codePointCount(0, spaced.length()) <= NAME_LENGTH
        ? spaced
        : spaced.substring(0, spaced.offsetByCodePoints(0, NAME_LENGTH)) + "…";
  }

  private void tell(MailKind kind, User user, Instant at, Map<String, String> more) {
    var facts = new HashMap<>(more);
    facts.put(MailFacts.USERNAME, user.username().value());
    facts.put(MailFacts.WHEN, WHEN.format(at));
    recipient(user).ifPresent(to -> queue.add(kind, to, facts, Optional.empty()));
  }

  private static Optional<Recipient> recipient(User user) {
    return user.email()
        .map(to -> new Recipient(user.company(), user.id().value(), to, user.displayName()));
  }
}
