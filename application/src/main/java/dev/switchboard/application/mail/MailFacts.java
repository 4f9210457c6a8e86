package dev.switchboard.application.mail;

/** The names of what a mail knows beside its recipient. Templates use them: do not rename. */
public final class MailFacts {
  /** Where to click; a secret while it works. */
  public static final String LINK = "link";

  /** How long the link works, from when it was asked for: minutes, as people say them. */
  public static final String MINUTES = "minutes";

  /** Until when the link works. */
  public static final String UNTIL = "until";

  /** The user's name for logging in. */
  public static final String USERNAME = "username";

  /** When it happened. */
  public static final String WHEN = "when";

  /** What the login that it is about was made with. */
  public static final String DEVICE = "device";

  /** Where it came from. */
  public static final String ADDRESS = "address";

  public static final String COMPANY = "company";

  /** The name of who invites. */
  public static final String BY = "by";

  private MailFacts() {}
}
