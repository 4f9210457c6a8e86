package dev.switchboard.bootstrap.operator;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What stands behind a command.
 *
 * @param plain in order
 * @param options by name without hyphens; a flag's value is empty
 */
record Arguments(List<String> plain, Map<String, String> options) {

  /**
   * @param valued names of options that take a value, {@code --name value} or {@code --name=value}
   * @param flags names of those that take none
   * @throws Refusal with one line
   */
  static Arguments parse(List<String> words, Set<String> valued, Set<String> flags) {
    var plain = new ArrayList<String>();
    var options = new HashMap<String, String>();
    var rest = new ArrayDeque<>(words);
    while (!rest.isEmpty()) {
      var word = rest.pop();
      if (!word.startsWith("--")) {
        plain.add(word);
        continue;
      }
      var parts = word.substring(2).split("=", 2);
      if (flags.contains(parts[0]) && parts.length == 1) {
        options.put(parts[0], "");
      } else if (!valued.contains(parts[0])) {
        throw new Refusal("unknown option " + word);
      } else if (parts.length == 2) {
        options.put(parts[0], parts[1]);
      } else if (rest.isEmpty()) {
        throw new Refusal("option " + word + " needs a value");
      } else {
        options.put(parts[0], rest.pop());
      }
    }
    return new Arguments(List.copyOf(plain), Map.copyOf(options));
  }

  /** The only one without a name. */
  String one(String what) {
    if (plain.size() != 1) {
      throw new Refusal("expected " + what);
    }
    return plain.getFirst();
  }

  void none() {
    if (!plain.isEmpty()) {
      throw new Refusal("unexpected " + plain.getFirst());
    }
  }

  boolean flag(String name) {
    return options.containsKey(name);
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(options.get(name));
  }
}
