package dev.switchboard.meta.webhook;

import dev.switchboard.meta.MetaSignature;
import java.util.List;

/** A path that Meta posts to, with the secrets and tokens that are good there. */
record Hook(String path, MetaSignature signature, List<String> verifyTokens) {
  static List<Hook> of(WebhookSettings settings) {
    return List.of(
        new Hook(
            "/api/webhooks/facebook",
            new MetaSignature(settings.facebookSecrets()),
            settings.facebookTokens()),
        new Hook(
            "/api/webhooks/instagram",
            new MetaSignature(settings.instagramSecrets()),
            settings.instagramTokens()),
        new Hook("/webhook", new MetaSignature(settings.allSecrets()), settings.instagramTokens()));
  }
}
