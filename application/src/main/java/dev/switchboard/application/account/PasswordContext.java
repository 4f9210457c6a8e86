package dev.switchboard.application.account;

import dev.switchboard.domain.NormalText;
import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.Username;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The words that whoever guesses at somebody's password tries without knowing anything secret: the
 * names of the product, of the company and of the person. Folded, the longest first, so that a word
 * is taken out before a part of it is.
 */
public record PasswordContext(List<String> words) {
  private static final String PRODUCT = "switchboard";
  private static final int SHORTEST_NAME = 3;
  private static final int SHORTEST_PART = 4; // shorter ones are in every sentence
  private static final String BETWEEN_PARTS = "[^\\p{L}\\p{M}\\p{N}]+";

  public PasswordContext {
    words = List.copyOf(words);
  }

  public static PasswordContext of(User user, Optional<Company> company) {
    return of(Optional.of(user.username()), user.email(), company.map(Company::name));
  }

  public static PasswordContext of(NewUser user, Optional<String> companyName) {
    return of(user.username(), user.email(), companyName);
  }

  private static PasswordContext of(
      Optional<Username> username, Optional<EmailAddress> email, Optional<String> companyName) {
    return new PasswordContext(
        Stream.of(
                Stream.of(PRODUCT),
                named(username.map(Username::value)),
                named(email.map(EmailAddress::localPart)),
                named(companyName))
            .flatMap(words -> words)
            .distinct()
            .sorted(Comparator.comparing(String::length).reversed().thenComparing(word -> word))
            .toList());
  }

  /** A name as it is, as one word, and each of its parts. */
  private static Stream<String> named(Optional<String> name) {
    var folded = name.map(PasswordContext::fold).orElse("");
    var whole =
        Stream.of(folded, folded.replaceAll(BETWEEN_PARTS, ""))
            .filter(word -> word.length() >= SHORTEST_NAME);
    var parts =
        Stream.of(folded.split(BETWEEN_PARTS)).filter(part -> part.length() >= SHORTEST_PART);
    return Stream.concat(whole, parts);
  }

  /** What is left of {@code folded} without these words. */
  String without(String folded) {
    var left = folded;
    for (var word : words) {
      left = left.replace(word, "");
    }
    return left;
  }

  static String fold(String text) {
    return NormalText.folded(text);
  }
}
