package dev.switchboard.bootstrap.operator;

import dev.switchboard.domain.user.Password;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Where a password comes from: never from the command line, which every process can read. */
public final class PasswordSource {
  // without characters that are taken for one another
  private static final String ALPHABET =
      "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int LENGTH = 20; // above 116 bits

  private final InputStream input;

  public PasswordSource(InputStream input) {
    this.input = input;
  }

  /** The first line of the input, where the operator says that it is one. */
  Optional<Password> given(Arguments arguments) {
    if (!arguments.flag("password-stdin")) {
      return Optional.empty();
    }
    try {
      var line =
          new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8)).readLine();
      if (line == null || line.isEmpty()) {
        throw new Refusal("no password on standard input");
      }
      return Optional.of(new Password(line));
    } catch (IOException e) {
      throw new Refusal("standard input cannot be read: " + e.getMessage());
    }
  }

  static Password random(RandomGenerator random) {
    var password = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new Password(password.toString());
  }
}
