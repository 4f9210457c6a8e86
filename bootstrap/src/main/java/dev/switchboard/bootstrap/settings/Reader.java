package dev.switchboard.bootstrap.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads one value after the other, collects what is wrong instead of stopping at the first, and
 * remembers each name it was asked for. A blank value counts as absent. Not thread-safe.
 */
final class Reader {
  private final Map<String, String> values;
  private final Set<String> names = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();

  Reader(Map<String, String> values) {
    this.values = values;
  }

  Set<String> names() {
    return names;
  }

  List<String> problems() {
    return problems;
  }

  void problem(String name, String expected) {
    problems.add(name + ": " + expected);
  }

  Optional<String> text(String name) {
    names.add(name);
    return Optional.ofNullable(values.get(name)).map(String::strip).filter(text -> !text.isEmpty());
  }

  /** The first of several names of one setting that is set. */
  String text(String name, String alias, String otherwise) {
    var value = text(name);
    var byAlias = text(alias);
    return value.or(() -> byAlias).orElse(otherwise);
  }

  int integer(String name, int otherwise, int least, int most) {
    return text(name).map(text -> parsed(name, text, otherwise, least, most)).orElse(otherwise);
  }

  int integer(String name, String alias, int otherwise, int least, int most) {
    var byAlias = integer(alias, otherwise, least, most);
    return integer(name, byAlias, least, most);
  }

  private int parsed(String name, String text, int otherwise, int least, int most) {
    try {
      var value = Integer.parseInt(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException _) {
      // answered below, like a number out of range
    }
    problem(name, "expected a whole number from " + least + " to " + most);
    return otherwise;
  }

  <E extends Enum<E>> E choice(String name, Class<E> type, E otherwise) {
    return text(name).map(text -> choice(name, text, type, otherwise)).orElse(otherwise);
  }

  private <E extends Enum<E>> E choice(String name, String text, Class<E> type, E otherwise) {
    var choices = Arrays.asList(type.getEnumConstants());
    return choices.stream()
        .filter(choice -> choice.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseGet(
            () -> {
              var known = choices.stream().map(c -> c.name().toLowerCase(Locale.ROOT)).toList();
              problem(name, "expected one of " + String.join(", ", known));
              return otherwise;
            });
  }

  Path path(String name, String otherwise) {
    return text(name)
        .flatMap(text -> converted(name, text, Path::of, "a path"))
        .orElseGet(() -> Path.of(otherwise));
  }

  List<String> list(String name) {
    return text(name)
        .map(text -> Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()))
        .map(Stream::toList)
        .orElseGet(List::of);
  }

  /** A conversion that says no by {@link IllegalArgumentException}. */
  <T> Optional<T> converted(String name, String text, Function<String, T> convert, String what) {
    try {
      return Optional.of(convert.apply(text));
    } catch (IllegalArgumentException _) { // its message may repeat a secret
      problem(name, "expected " + what);
      return Optional.empty();
    }
  }

  /** A secret of at least {@code bytes} bytes. */
  Optional<String> secret(String name, int bytes) {
    var secret = text(name);
    if (secret.filter(text -> weak(text, bytes)).isPresent()) {
      problem(name, "expected a random secret of at least " + bytes + " bytes");
    }
    return secret;
  }

  static boolean weak(String secret, int bytes) {
    return secret.getBytes(java.nio.charset.StandardCharsets.UTF_8).length < bytes
        || secret.chars().distinct().count() < Math.min(8, bytes)
        || secret.contains("${")
        || secret
            .toLowerCase(Locale.ROOT)
            .matches(".*(change.?me|your.?secret|your-super-secret).*");
  }
}
