package dev.switchboard.domain.channel;

/** What the last typed errors say of an account. Receiving goes on in every state. */
public enum ChannelState {
  /** Sends go out. */
  OK,
  /** The token is dead (Graph code 190): sends wait for a new one. */
  REAUTH,
  /** A permission is missing or the app is not live: sends fail until somebody acts. */
  BROKEN,
  /** The platform restricted the account. */
  SUSPENDED
}
