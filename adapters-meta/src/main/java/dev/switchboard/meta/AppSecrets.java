package dev.switchboard.meta;

import dev.switchboard.domain.channel.Platform;
import java.util.Optional;

/**
 * With which secret a call proves that its token is used by the app it was given to. An Instagram
 * account may have been connected with an app of its own; everything else belongs to the Facebook
 * app. Blank means that no proof is sent.
 */
public record AppSecrets(String facebook, String instagram) {
  /** One app for all platforms. */
  public static AppSecrets shared(String secret) {
    return new AppSecrets(secret, secret);
  }

  /** Empty where calls carry no proof. */
  public Optional<String> of(Platform platform) {
    var secret =
        switch (platform) {
          case INSTAGRAM -> instagram;
          case FACEBOOK, WHATSAPP, SMS, WEB -> facebook;
        };
    return Optional.of(secret).filter(text -> !text.isBlank());
  }

  @Override
  public String toString() {
    return "app secrets"; // never what they are
  }
}
