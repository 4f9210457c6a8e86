package dev.switchboard.bootstrap.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The two keys the product cannot run without. Development keeps generated ones in the data
 * directory, readable by their owner alone; losing {@code encryption.key} loses the channels'
 * tokens.
 */
public record Secrets(
    String jwtSecret,
    Optional<String> previousJwtSecret,
    String encryptionKey,
    Optional<String> previousEncryptionKey,
    Optional<String> passwordPepper) {
  // Without a pepper of the installation's own, passwords are as safe as bcrypt alone.
  private static final String NO_PEPPER = "switchboard passwords without a pepper";

  /** Signs; what it signed is trusted. */
  public byte[] jwtKey() {
    return jwtSecret.getBytes(StandardCharsets.UTF_8);
  }

  public Optional<byte[]> previousJwtKey() {
    return previousJwtSecret.map(secret -> secret.getBytes(StandardCharsets.UTF_8));
  }

  /** Derives the successors of refresh tokens. */
  public byte[] refreshKey() {
    return digest("refresh tokens:" + jwtSecret);
  }

  /** Makes the ids of mails. */
  public byte[] mailKey() {
    return digest("mail:" + jwtSecret);
  }

  /** Tells requests apart that are noted under an idempotency key. */
  public byte[] fingerprintKey() {
    return digest("fingerprints of requests:" + jwtSecret);
  }

  /** Names the installation where several share a Redis; tells nothing of the secret. */
  public byte[] installation() {
    return digest("installation:" + jwtSecret);
  }

  /** 256 bits each, from secrets of any form and length; the first seals. */
  public List<byte[]> cipherKeys() {
    return Stream.concat(Stream.of(encryptionKey), previousEncryptionKey.stream())
        .map(Secrets::digest)
        .toList();
  }

  /** Never one of the keys above: those are replaced now and then, and passwords stay. */
  public byte[] pepper() {
    return digest(passwordPepper.orElse(NO_PEPPER));
  }

  private static byte[] digest(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  /**
   * @throws InvalidSettings the files cannot be written or read
   */
  public static Secrets of(Settings settings) {
    var directory = settings.storage().dataDirectory();
    var access = settings.access();
    return new Secrets(
        kept(access.jwtSecret(), directory.resolve("jwt.secret")),
        access.previousJwtSecret(),
        kept(access.encryptionKey(), directory.resolve("encryption.key")),
        access.previousEncryptionKey(),
        access.passwordPepper());
  }

  private static String kept(Optional<String> given, Path file) {
    return given.orElseGet(() -> generatedOnce(file));
  }

  private static String generatedOnce(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      create(file);
      var secret = Files.readString(file).strip();
      if (Reader.weak(secret, 32)) {
        throw new InvalidSettings(List.of(file + ": damaged, expected a secret of 32 bytes"));
      }
      return secret;
    } catch (IOException e) {
      throw new InvalidSettings(
          List.of("DATA_DIR: expected a folder to write to (" + file + ": " + e + ")"));
    }
  }

  /** Complete or not at all: a start that is cut off leaves no half secret behind. */
  private static void create(Path file) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    var bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "secret", ".new", owner);
    Files.writeString(fresh, HexFormat.of().formatHex(bytes));
    try {
      Files.createLink(file, fresh); // fails where another start was quicker, unlike a move
    } catch (FileAlreadyExistsException _) {
      // the other start's secret counts
    } finally {
      Files.delete(fresh);
    }
  }

  @Override
  public String toString() {
    return "Secrets[]";
  }
}
