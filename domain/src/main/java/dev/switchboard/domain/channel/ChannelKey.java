package dev.switchboard.domain.channel;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the outside names a connected account: the Facebook page id or the Instagram professional
 * account id. One company at most has an account under one key.
 */
public record ChannelKey(Platform platform, String externalId) {
  private static final Pattern ENTERED = Pattern.compile("[A-Za-z0-9._:+-]{1,100}");

  /** Empty where a person entered what cannot be an id. */
  public static Optional<ChannelKey> entered(Platform platform, String externalId) {
    return ENTERED.matcher(externalId).matches()
        ? Optional.of(new ChannelKey(platform, externalId))
        : Optional.empty();
  }
}
