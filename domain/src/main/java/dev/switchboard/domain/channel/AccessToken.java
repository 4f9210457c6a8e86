package dev.switchboard.domain.channel;

import dev.switchboard.domain.Rejection.Invalid;
import java.util.regex.Pattern;

/** A platform's access token as somebody entered it; it never shows itself in a text. */
public record AccessToken(String value) {
  // what a header can carry; the longest seen have some 300 characters
  private static final Pattern SHAPE = Pattern.compile("[\\x21-\\x7e]{1,2048}");

  public AccessToken {
    if (!SHAPE.matcher(value).matches()) {
      throw Invalid.field(
              "access_token", "access_token.malformed", "access_token is not a usable token")
          .asException();
    }
  }

  @Override
  public String toString() {
    return "AccessToken[…]";
  }
}
