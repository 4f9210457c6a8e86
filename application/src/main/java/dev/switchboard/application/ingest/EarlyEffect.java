package dev.switchboard.application.ingest;

import dev.switchboard.application.conversation.Messages.ExternalRef;
import java.time.Instant;

/**
 * Something that happened to a message we do not have yet: an edit, a reaction, an unsend or a
 * receipt may overtake it.
 *
 * @param element a post that holds the effect alone, to be parsed again
 * @param at the platform's time of the effect
 */
public record EarlyEffect(long id, ExternalRef message, String element, Instant at) {}
