package dev.switchboard.application.mail;

/** What a mail says. Each kind has a template in the mail adapter; the name is part of payloads. */
public enum MailKind {
  /** The link with which a forgotten password is replaced. */
  RESET_LINK,
  /** Somebody used such a link. */
  PASSWORD_RESET,
  /** Whoever knew the password replaced it. */
  PASSWORD_CHANGED,
  /** An administrator replaced it. */
  PASSWORD_SET,
  /** A used refresh token came back: somebody may have a copy. */
  TOKEN_REUSED,
  /** To the address that the account no longer has. */
  EMAIL_CHANGED,
  /** To somebody who has no account yet. */
  INVITED
}
