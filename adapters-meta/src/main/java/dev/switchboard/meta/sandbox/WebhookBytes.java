package dev.switchboard.meta.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Webhook bodies as Meta puts them on the wire, and its signatures. */
public final class WebhookBytes {
  private static final int LAST_PLAIN = 0x7e;

  private WebhookBytes() {}

  /** Slashes and everything beyond ASCII escaped, in lower case; only strings hold either. */
  public static byte[] of(JsonNode body) {
    var json = body.toString();
    var escaped = new StringBuilder(json.length() + 16);
    for (int i = 0; i < json.length(); i++) {
      var c = json.charAt(i);
      if (c == '/') {
        escaped.append("\\/");
      } else if (c > LAST_PLAIN) {
        escaped.append(String.format("\\u%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** The value of {@code X-Hub-Signature-256}. */
  public static String signature(byte[] body, String appSecret) {
    return "sha256=" + hmac(body, appSecret);
  }

  /** What {@code appsecret_proof} must be for a token. */
  public static String proof(String token, String appSecret) {
    return hmac(token.getBytes(StandardCharsets.UTF_8), appSecret);
  }

  private static String hmac(byte[] bytes, String secret) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
