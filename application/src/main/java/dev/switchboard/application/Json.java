package dev.switchboard.application;

/** Writes a value as the API writes it: snake_case, ISO-8601 UTC, no nulls dropped. Thread-safe. */
@FunctionalInterface
public interface Json {
  String write(Object value);
}
