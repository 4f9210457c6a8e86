package dev.switchboard.bootstrap.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Ids of what is there, found by the lists that the API itself gives. */
final class KnownIds {
  private static final List<String> NAMES = List.of("page_id", "id", "conversation_id");

  private final Set<String> lists;
  private final Function<String, JsonNode> get;
  private final Set<String> spared;
  private final Map<String, List<String>> known = new HashMap<>();

  /**
   * @param lists the paths that can be asked
   * @param spared ids that are never given, so that the test keeps what it stands on
   */
  KnownIds(Set<String> lists, Function<String, JsonNode> get, Set<String> spared) {
    this.lists = lists;
    this.get = get;
    this.spared = spared;
  }

  /** What this path lists; where it lists nothing, what others that end alike do. */
  List<String> under(String path) {
    var found = new ArrayList<>(list(path));
    return found.isEmpty() ? named(path.substring(path.lastIndexOf('/') + 1)) : found;
  }

  List<String> named(String kind) {
    return lists.stream()
        .filter(path -> path.endsWith("/" + kind))
        .sorted()
        .flatMap(path -> list(path).stream())
        .distinct()
        .toList();
  }

  /** What was learnt may be gone. */
  void forget() {
    known.clear();
  }

  private List<String> list(String path) {
    return known.computeIfAbsent(path, this::ask);
  }

  private List<String> ask(String path) {
    var answer = get.apply(path);
    var found = new ArrayList<String>();
    (answer.has("data") ? answer.path("data") : answer)
        .forEach(
            one ->
                NAMES.stream()
                    .filter(one::has)
                    .findFirst()
                    .map(name -> one.get(name).asText())
                    .filter(id -> !spared.contains(id))
                    .ifPresent(found::add));
    return found;
  }
}
