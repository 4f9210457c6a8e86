package dev.switchboard.web.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.PasswordHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mindrot.jbcrypt.BCrypt;

class BcryptPasswordsTest {
  private static final byte[] PEPPER = "0123456789abcdef0123456789abcdef".getBytes();
  private final BcryptPasswords passwords = new BcryptPasswords(4, PEPPER);

  @Test
  void onlyTheSamePasswordMatches() {
    var hash = passwords.hash(new Password("correct horse"));

    assertThat(matches("correct horse", hash)).isTrue();
    assertThat(matches("correct horse ", hash)).isFalse();
    assertThat(matches("Correct horse", hash)).isFalse();
    assertThat(matches("", hash)).isFalse();
  }

  @Test
  void nothingIsCutAtSeventyTwoBytes() {
    var long1 = "x".repeat(72) + "12345678";
    var long2 = "x".repeat(72) + "87654321";
    var emoji = "😀".repeat(24); // 96 bytes

    assertThat(matches(long2, passwords.hash(new Password(long1)))).isFalse();
    assertThat(matches(emoji, passwords.hash(new Password(emoji)))).isTrue();
    assertThat(matches("😀".repeat(23) + "😁", passwords.hash(new Password(emoji)))).isFalse();
  }

  @Test
  void composedAndDecomposedLettersAreTheSamePassword() {
    var hash = passwords.hash(new Password("caf\u00e9 caf\u00e9"));

    assertThat(matches("cafe\u0301 cafe\u0301", hash)).isTrue();
    assertThat(matches("\ufb01nal", passwords.hash(new Password("final")))).isFalse();
  }

  @Test
  void equalPasswordsHaveDifferentHashes() {
    assertThat(passwords.hash(new Password("secret")))
        .isNotEqualTo(passwords.hash(new Password("secret")));
  }

  @Test
  void anotherPepperMakesEveryPasswordWrong() {
    var other = new BcryptPasswords(4, "fedcba9876543210fedcba9876543210".getBytes());

    assertThat(matches("secret", other.hash(new Password("secret")))).isFalse();
    assertThatThrownBy(() -> new BcryptPasswords(4, new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aHashOfALowerCostOrOfTheAncestorsIsOutdatedAndStillMatches() {
    var plain = new PasswordHash(BCrypt.hashpw("secret", BCrypt.gensalt(4)));
    var python = new PasswordHash(plain.value().replaceFirst("2a", "2b"));

    assertThat(passwords.outdated(passwords.hash(new Password("secret")))).isFalse();
    assertThat(new BcryptPasswords(5, PEPPER).outdated(passwords.hash(new Password("secret"))))
        .isTrue();
    assertThat(passwords.outdated(plain)).isTrue();
    assertThat(matches("secret", plain)).isTrue();
    assertThat(matches("secret", python)).isTrue();
    assertThat(matches("wrong", python)).isFalse();
  }

  @Test
  void whatNobodyHasIsAHashLikeAnyOther() {
    var real = passwords.hash(new Password("secret"));

    assertThat(passwords.nobody().value()).hasSameSizeAs(real.value());
    assertThat(passwords.outdated(passwords.nobody())).isFalse();
    assertThat(matches("secret", passwords.nobody())).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "$2a$", "bcrypt-hmac$", "plain text", "$2a$99$aaaaaaaaaaaaaaa"})
  void whatIsNoHashMatchesNothing(String stored) {
    assertThat(matches("secret", new PasswordHash(stored))).isFalse();
    assertThat(passwords.outdated(new PasswordHash(stored))).isTrue();
  }

  @Test
  void neitherPasswordNorHashIsEverPrinted() {
    assertThat(new Password("secret").toString()).doesNotContain("secret");
    assertThat(new PasswordHash("secret").toString()).doesNotContain("secret");
  }

  private boolean matches(String password, PasswordHash hash) {
    return passwords.matches(new Password(password), hash);
  }
}
