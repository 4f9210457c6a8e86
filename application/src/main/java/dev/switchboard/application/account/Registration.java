package dev.switchboard.application.account;

/**
 * Whether strangers may make themselves an account, and where it then is.
 *
 * @param ownCompany each newcomer gets a company and administers it, instead of joining the oldest
 */
public record Registration(Mode mode, boolean ownCompany) {
  /** Who may register. */
  public enum Mode {
    OPEN,
    /** Only whom an administrator creates or invites. */
    INVITE,
    CLOSED
  }

  public boolean open() {
    return mode == Mode.OPEN;
  }
}
