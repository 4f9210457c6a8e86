package dev.switchboard.application.ingest;

import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import java.time.Instant;

/**
 * What a platform told an account outside any thread: a comment, a mention, a lead form.
 *
 * @param field the platform's name for it
 * @param digest names the element: told twice it is one event
 * @param element a post that holds it alone
 */
public record ChannelEvent(
    CompanyId company,
    long id,
    ChannelAccountId channel,
    String field,
    String digest,
    String element,
    Instant at) {}
