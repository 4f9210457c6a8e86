package dev.switchboard.web.auth;

import dev.switchboard.application.account.PasswordHasher;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.mindrot.jbcrypt.BCrypt;

/**
 * bcrypt over base64(HMAC-SHA-384(pepper, password)): 64 bytes, so that nothing is cut at bcrypt's
 * 72, and a stolen table is worthless without the pepper. Stored as {@code bcrypt-hmac$} and the
 * bcrypt string. Plain bcrypt, as the ancestors stored it, is accepted and counts as outdated.
 * Thread-safe.
 */
public final class BcryptPasswords implements PasswordHasher {
  private static final String SCHEME = "bcrypt-hmac$";
  private static final String MAC = "HmacSHA384";
  private static final int MIN_PEPPER_BYTES = 32;
  private static final int DIGEST = 31;
  private static final Pattern BCRYPT =
      Pattern.compile("\\$2[aby]\\$([0-9]{2})\\$[./A-Za-z0-9]{53}");

  private final int cost;
  private final SecretKeySpec pepper;
  private final PasswordHash nobody;

  /**
   * @param cost each step doubles the time: 4 to 31, 10 or more outside tests
   * @param pepper kept outside the database; whoever changes it makes every password wrong
   * @throws IllegalArgumentException a pepper below 256 bits
   */
  public BcryptPasswords(int cost, byte[] pepper) {
    if (pepper.length < MIN_PEPPER_BYTES) {
      throw new IllegalArgumentException("the pepper needs at least 256 bits");
    }
    this.cost = cost;
    this.pepper = new SecretKeySpec(pepper, MAC);
    this.nobody = new PasswordHash(SCHEME + BCrypt.gensalt(cost) + ".".repeat(DIGEST));
  }

  @Override
  public PasswordHash hash(Password password) {
    return new PasswordHash(SCHEME + BCrypt.hashpw(peppered(password), BCrypt.gensalt(cost)));
  }

  @Override
  public boolean matches(Password password, PasswordHash hash) {
    return hash.value().startsWith(SCHEME)
        ? check(peppered(password), bcrypt(hash))
        : check(password.value(), bcrypt(hash));
  }

  @Override
  public boolean outdated(PasswordHash hash) {
    var form = BCRYPT.matcher(bcrypt(hash));
    return !hash.value().startsWith(SCHEME)
        || !form.matches()
        || Integer.parseInt(form.group(1)) < cost;
  }

  /** In the form of one, so that comparing takes its time; no password is known to have it. */
  PasswordHash nobody() {
    return nobody;
  }

  @Override
  public void pretend(Password password) {
    matches(password, nobody);
  }

  /** The revisions 2b and 2y are 2a as this library computes it. */
  private static boolean check(String password, String hash) {
    return BCRYPT.matcher(hash).matches() && BCrypt.checkpw(password, "$2a$" + hash.substring(4));
  }

  private static String bcrypt(PasswordHash hash) {
    var value = hash.value();
    return value.startsWith(SCHEME) ? value.substring(SCHEME.length()) : value;
  }

  private String peppered(Password password) {
    try {
      var mac = Mac.getInstance(MAC);
      mac.init(pepper);
      var digest = mac.doFinal(password.value().getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks " + MAC, e);
    }
  }
}
