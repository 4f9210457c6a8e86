package dev.switchboard.persistence;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What somebody looks for: as typed, or each word as the beginning of one.
 *
 * @param beginnings in PostgreSQL's own language for queries
 */
public record SearchedWords(String typed, String beginnings) {
  /** A query of PostgreSQL's; its parameters are the two texts, in their order. */
  public static final String QUERY =
      "(websearch_to_tsquery('simple', ?) || to_tsquery('simple', ?))";

  public static SearchedWords of(String text) {
    return new SearchedWords(
        text,
        Arrays.stream(text.split("[^\\p{L}\\p{N}]+"))
            .filter(word -> !word.isEmpty())
            .map(word -> word + ":*")
            .collect(Collectors.joining(" & ")));
  }
}
