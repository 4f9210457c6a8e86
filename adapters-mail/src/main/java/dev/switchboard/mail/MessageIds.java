package dev.switchboard.mail;

import dev.switchboard.application.mail.Mail;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The {@code Message-ID} of a mail: the same at every try, so that a receiver sees a repetition as
 * one, and unlike that of any other installation. Thread-safe.
 */
public final class MessageIds {
  private static final String MAC = "HmacSHA256";
  private static final int BYTES = 16;

  private final SecretKeySpec key;
  private final String domain;

  /**
   * @param key the installation's, used for nothing else
   * @param domain of the sender
   */
  public MessageIds(byte[] key, String domain) {
    this.key = new SecretKeySpec(key, MAC);
    this.domain = domain;
  }

  String of(Mail mail) {
    try {
      var mac = Mac.getInstance(MAC);
      mac.init(key);
      var whole =
          mac.doFinal((mail.company() + "|" + mail.id()).getBytes(StandardCharsets.US_ASCII));
      return "<%s@%s>".formatted(HexFormat.of().formatHex(Arrays.copyOf(whole, BYTES)), domain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks " + MAC, e);
    }
  }
}
