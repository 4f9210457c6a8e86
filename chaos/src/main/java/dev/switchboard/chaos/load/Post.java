package dev.switchboard.chaos.load;

import dev.switchboard.chaos.history.Attempt.Incoming;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.meta.sandbox.SandboxAccount;
import dev.switchboard.meta.sandbox.WebhookEvents;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A signed webhook post.
 *
 * @param kind the last part of its path, which is Meta's name of the platform
 */
record Post(String kind, byte[] body, String signature) {
  /** One entry for each event, also of several companies, as Meta batches by app. */
  static Post of(boolean pages, List<Incoming> events) {
    var entries =
        events.stream()
            .map(
                event ->
                    entry(
                        event.account(),
                        event.at(),
                        WebhookEvents.text(
                                event.account(),
                                event.person(),
                                Instant.ofEpochMilli(event.at()),
                                event.mid(),
                                event.text())
                            .toString()))
            .collect(Collectors.joining(","));
    var body =
        "{\"object\":\"" + (pages ? "page" : "instagram") + "\",\"entry\":[" + entries + "]}";
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    return new Post(pages ? "facebook" : "instagram", bytes, "sha256=" + signed(bytes));
  }

  private static String entry(String account, long at, String element) {
    return "{\"id\":\"" + account + "\",\"time\":" + at + ",\"messaging\":[" + element + "]}";
  }

  private static String signed(byte[] body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Stage.APP_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean isPage(SandboxAccount account) {
    return account.platform() == Platform.FACEBOOK;
  }
}
