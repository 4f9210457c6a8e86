package dev.switchboard.bootstrap.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir Path folder;

  @Test
  void developmentKeepsWhatItGenerated() {
    var first = Secrets.of(settings(Map.of()));

    assertThat(Secrets.of(settings(Map.of()))).isEqualTo(first);
    assertThat(first.jwtSecret()).hasSize(64).isNotEqualTo(first.encryptionKey());
  }

  @Test
  void onlyTheOwnerReadsTheFiles() throws IOException {
    Secrets.of(settings(Map.of()));

    try (var files = Files.list(folder.resolve("data"))) {
      assertThat(files.toList())
          .hasSize(2)
          .allMatch(file -> PosixFilePermissions.toString(permissions(file)).equals("rw-------"));
    }
  }

  @Test
  void aGivenSecretCountsAndNothingIsWrittenForIt() {
    var given = "0123456789abcdef0123456789abcdef";

    var secrets = Secrets.of(settings(Map.of("JWT_SECRET", given, "ENCRYPTION_KEY", given)));

    assertThat(secrets.jwtSecret()).isEqualTo(given);
    assertThat(secrets.encryptionKey()).isEqualTo(given);
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void startsAtTheSameTimeAgree() throws Exception {
    Callable<Secrets> start = () -> Secrets.of(settings(Map.of()));
    try (var threads = Executors.newFixedThreadPool(8)) {
      var seen = new HashSet<Secrets>();
      for (var result : threads.invokeAll(Stream.generate(() -> start).limit(8).toList())) {
        seen.add(result.get());
      }
      assertThat(seen).hasSize(1);
    }
  }

  @Test
  void aDamagedFileIsNotReplacedInSilence() throws IOException {
    Secrets.of(settings(Map.of()));
    Files.writeString(folder.resolve("data/encryption.key"), "");

    assertThatThrownBy(() -> Secrets.of(settings(Map.of())))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("encryption.key: damaged");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
    Files.writeString(folder.resolve("data"), "a file");

    assertThatThrownBy(() -> Secrets.of(settings(Map.of())))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageStartingWith("DATA_DIR: ");
  }

  @Test
  void aKeyThatIsReplacedStillOpens() {
    var before =
        Secrets.of(
            settings(Map.of("ENCRYPTION_KEY", "a".repeat(4) + "0123456789abcdef0123456789ab")));
    var after =
        Secrets.of(
            settings(
                Map.of(
                    "ENCRYPTION_KEY",
                    "b0123456789abcdef0123456789abcdef",
                    "ENCRYPTION_KEY_PREVIOUS",
                    before.encryptionKey())));

    assertThat(after.cipherKeys()).hasSize(2).allMatch(key -> key.length == 32);
    assertThat(after.cipherKeys().getLast()).isEqualTo(before.cipherKeys().getFirst());
    assertThat(after.pepper()).isEqualTo(before.pepper());
  }

  @Test
  void oneSecretGivesKeysThatTellNothingOfEachOther() {
    var secrets = Secrets.of(settings(Map.of()));

    assertThat(secrets.refreshKey()).isNotEqualTo(secrets.jwtKey()).hasSize(32);
  }

  private Settings settings(Map<String, String> values) {
    var all = new java.util.HashMap<>(values);
    all.put("DATA_DIR", folder.resolve("data").toString());
    return Settings.from(all);
  }

  private static java.util.Set<java.nio.file.attribute.PosixFilePermission> permissions(Path file) {
    try {
      return Files.getPosixFilePermissions(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
