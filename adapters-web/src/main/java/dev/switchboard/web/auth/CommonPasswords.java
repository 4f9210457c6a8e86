package dev.switchboard.web.auth;

import com.nulabinc.zxcvbn.StandardDictionaries;
import dev.switchboard.application.account.PasswordBlocklist;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * The 30,000 commonest passwords of known leaks, as zxcvbn has them. They are read on first use:
 * some milliseconds, 3 MB.
 */
public final class CommonPasswords implements PasswordBlocklist {
  @Override
  public boolean lists(String folded) {
    return Loaded.PASSWORDS.contains(folded);
  }

  private static final class Loaded {
    static final Set<String> PASSWORDS = read();

    private static Set<String> read() {
      try {
        var dictionary = StandardDictionaries.PASSWORDS_LOADER.load();
        return Set.copyOf(dictionary.getRankedDictionary().keySet());
      } catch (IOException e) {
        throw new UncheckedIOException("the list of common passwords is missing", e);
      }
    }
  }
}
