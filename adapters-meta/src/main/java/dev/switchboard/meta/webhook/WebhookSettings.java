package dev.switchboard.meta.webhook;

import java.util.List;
import java.util.stream.Stream;

/**
 * Secrets of the apps that may post here. An empty list refuses everything.
 *
 * @param facebookSecrets valid app secrets of the Facebook app, two during a rotation
 * @param instagramSecrets the same of the Instagram app
 * @param facebookTokens verify tokens of {@code /api/webhooks/facebook}
 * @param instagramTokens verify tokens of {@code /api/webhooks/instagram} and {@code /webhook}
 */
public record WebhookSettings(
    List<String> facebookSecrets,
    List<String> instagramSecrets,
    List<String> facebookTokens,
    List<String> instagramTokens) {
  public WebhookSettings {
    facebookSecrets = List.copyOf(facebookSecrets);
    instagramSecrets = List.copyOf(instagramSecrets);
    facebookTokens = List.copyOf(facebookTokens);
    instagramTokens = List.copyOf(instagramTokens);
  }

  List<String> allSecrets() {
    return Stream.concat(facebookSecrets.stream(), instagramSecrets.stream()).distinct().toList();
  }

  @Override
  public String toString() {
    return "webhook settings"; // never a secret
  }
}
