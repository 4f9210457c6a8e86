package dev.switchboard.persistence.secret;

import dev.switchboard.application.Seals;
import java.util.Base64;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seals for text columns: {@link AesGcmSecrets} in base64. */
public final class SealedTexts implements Seals {
  private static final Logger LOG = LoggerFactory.getLogger(SealedTexts.class);

  private final AesGcmSecrets secrets;

  public SealedTexts(AesGcmSecrets secrets) {
    this.secrets = secrets;
  }

  @Override
  public String seal(Place place, String text) {
    return Base64.getEncoder().encodeToString(secrets.seal(secretPlace(place), text));
  }

  @Override
  public Optional<String> open(Place place, String sealed) {
    try {
      return Optional.of(secrets.open(secretPlace(place), Base64.getDecoder().decode(sealed)));
    } catch (UnreadableSecret | IllegalArgumentException e) {
      LOG.error("{} of row {}: {}", place.purpose(), place.row(), e.getMessage());
      return Optional.empty();
    }
  }

  private static SecretPlace secretPlace(Place place) {
    return new SecretPlace("sealed", place.purpose(), place.company(), place.row());
  }
}
