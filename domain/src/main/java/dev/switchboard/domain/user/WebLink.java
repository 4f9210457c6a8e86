package dev.switchboard.domain.user;

import dev.switchboard.domain.Rejection.Invalid;
import java.util.Optional;
import java.util.regex.Pattern;

/** What frontends make a link of: other schemes than those of the web can run scripts there. */
public final class WebLink {
  private static final Pattern WEB = Pattern.compile("(?i)https?://.*");

  private static final Pattern ANY = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:.*");

  private WebLink() {}

  /**
   * The text as it is; blank is fine.
   *
   * @throws dev.switchboard.domain.Rejected it is no address of the web
   */
  public static Optional<String> checked(String field, Optional<String> text) {
    text.map(String::strip)
        .filter(link -> !link.isEmpty() && !WEB.matcher(link).matches())
        .ifPresent(_ -> refuse(field));
    return text;
  }

  /** As {@link #checked}, but a name of somebody is fine too. */
  public static String checkedOrName(String field, String text) {
    return ANY.matcher(text.strip()).matches()
        ? checked(field, Optional.of(text)).orElseThrow()
        : text;
  }

  private static void refuse(String field) {
    throw Invalid.field(field, "scheme", field + " must begin with http:// or https://")
        .asException();
  }
}
