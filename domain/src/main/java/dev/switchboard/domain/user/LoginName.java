package dev.switchboard.domain.user;

import dev.switchboard.domain.NormalText;
import java.util.ArrayList;
import java.util.List;

/** One of the names by which a user can log in; no two users of an installation share one. */
public record LoginName(Kind kind, String folded) {
  /** What the name is. */
  public enum Kind {
    USERNAME,
    EMAIL,
    PHONE
  }

  private static final int MAX_LENGTH = 320;

  public static LoginName of(Username username) {
    return new LoginName(Kind.USERNAME, username.folded());
  }

  public static LoginName of(EmailAddress email) {
    return new LoginName(Kind.EMAIL, email.folded());
  }

  public static LoginName of(PhoneNumber phone) {
    return new LoginName(Kind.PHONE, phone.folded());
  }

  /**
   * What somebody who typed {@code identifier} may have meant, most likely first. At most one user
   * can be meant by each; usernames never look like one of the others.
   */
  public static List<LoginName> meantBy(String identifier) {
    if (identifier.length() > MAX_LENGTH
        || !NormalText.streamSafe(identifier)
        || identifier.chars().anyMatch(Character::isISOControl)) {
      return List.of();
    }
    var meant = new ArrayList<LoginName>(3);
    if (identifier.contains("@")) {
      meant.add(new LoginName(Kind.EMAIL, EmailAddress.fold(identifier)));
      return meant;
    }
    meant.add(new LoginName(Kind.USERNAME, Username.fold(identifier)));
    if (identifier.codePoints().noneMatch(Character::isLetter)) {
      meant.add(new LoginName(Kind.PHONE, PhoneNumber.fold(identifier)));
    }
    return meant;
  }
}
