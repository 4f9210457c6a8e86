package dev.switchboard.application.outbound;

/** Reads the JSON of a {@link SendPart} that the {@code Json} port wrote. Thread-safe. */
@FunctionalInterface
public interface SendParts {
  SendPart read(String payload);
}
