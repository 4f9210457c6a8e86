package dev.switchboard.domain.message;

import java.time.Instant;

/**
 * An emoji on a message; one for each actor.
 *
 * @param actor the platform's id of who reacted
 * @param emoji may be empty: some platforms name only the reaction
 */
public record Reaction(String actor, String reaction, String emoji, Instant at) {}
