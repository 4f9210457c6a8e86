package dev.switchboard.persistence.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM with a random 96-bit nonce, bound to the {@link SecretPlace}. A sealed secret is one
 * version byte, eight bytes that name the key, the nonce, and the ciphertext with its tag.
 * Thread-safe.
 *
 * <p>Random nonces keep one key good for 2^32 secrets (NIST SP 800-38D, 8.3).
 */
public final class AesGcmSecrets {
  private static final byte VERSION = 1;
  private static final int KEY_BYTES = 32;
  private static final int KEY_ID_BYTES = 8;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int HEADER_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES;
  private static final byte[] KEY_ID_LABEL =
      "switchboard key id".getBytes(StandardCharsets.US_ASCII);

  private final SecureRandom random = new SecureRandom();
  private final Map<Long, SecretKey> keys = new LinkedHashMap<>();
  private final long current;

  /**
   * @param keys 32 bytes each; the first seals, all of them open, so that a key is replaced by
   *     putting the next one before it
   * @throws IllegalArgumentException no key, or one that has not 32 bytes
   */
  public AesGcmSecrets(List<byte[]> keys) {
    if (keys.isEmpty() || keys.stream().anyMatch(key -> key.length != KEY_BYTES)) {
      throw new IllegalArgumentException("encryption keys must be 32 bytes each, at least one");
    }
    keys.forEach(key -> this.keys.put(keyId(key), new SecretKeySpec(key, "AES")));
    this.current = keyId(keys.getFirst());
  }

  /** Never the same bytes twice. */
  public byte[] seal(SecretPlace place, String secret) {
    var nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      var cipher = cipher(Cipher.ENCRYPT_MODE, keys.get(current), nonce, place);
      var sealed = cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(HEADER_BYTES + sealed.length)
          .put(VERSION)
          .putLong(current)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot encrypt", e);
    }
  }

  /**
   * @throws UnreadableSecret changed, moved from another place, or sealed with a key that is gone
   */
  public String open(SecretPlace place, byte[] sealed) {
    if (sealed.length <= HEADER_BYTES || sealed[0] != VERSION) {
      throw new UnreadableSecret("not a sealed secret");
    }
    var blob = ByteBuffer.wrap(sealed, 1, sealed.length - 1);
    var key = keys.get(blob.getLong());
    if (key == null) {
      throw new UnreadableSecret("sealed with a key that is not configured");
    }
    var nonce = new byte[NONCE_BYTES];
    blob.get(nonce);
    try {
      var cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, place);
      var plain = cipher.doFinal(sealed, HEADER_BYTES, sealed.length - HEADER_BYTES);
      return new String(plain, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new UnreadableSecret("changed, or moved from another place", e);
    }
  }

  /** Whether the secret should be sealed again, with the current key. */
  public boolean outdated(byte[] sealed) {
    return sealed.length <= HEADER_BYTES || ByteBuffer.wrap(sealed).getLong(1) != current;
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, SecretPlace place)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(place.bytes());
    return cipher;
  }

  private static long keyId(byte[] key) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      sha.update(KEY_ID_LABEL);
      return ByteBuffer.wrap(Arrays.copyOf(sha.digest(key), KEY_ID_BYTES)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
