package dev.switchboard.domain.direct;

import dev.switchboard.domain.Rejection.Invalid;

/** The sender's own name for a message, so that sending it again is no second message. */
public record ClientMessageId(String value) {
  public static final int MAX_LENGTH = 128;

  public ClientMessageId {
    if (value.isBlank()
        || value.length() > MAX_LENGTH
        || value.codePoints().anyMatch(ClientMessageId::unprintable)) {
      throw Invalid.field("client_msg_id", "invalid", "client_msg_id has 1 to 128 characters")
          .asException();
    }
  }

  private static boolean unprintable(int character) {
    return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
  }

  @Override
  public String toString() {
    return value;
  }
}
