package dev.switchboard.domain.channel;

import dev.switchboard.domain.company.CompanyId;
import java.time.Instant;

/**
 * A page or account through which a company is written to. The access token is not part of it: it
 * is a secret that only the sender asks for.
 *
 * @param name page name or user name as the company entered it; may be empty
 * @param active inactive accounts still receive, they only do not send
 * @param humanAgent whether answers after 24 hours may carry the HUMAN_AGENT tag
 */
public record ChannelAccount(
    CompanyId company,
    ChannelAccountId id,
    ChannelKey key,
    String name,
    boolean active,
    boolean humanAgent,
    ChannelState state,
    Instant connectedAt,
    Instant updatedAt) {

  public Platform platform() {
    return key.platform();
  }

  public ChannelAccount withState(ChannelState next, Instant at) {
    return new ChannelAccount(company, id, key, name, active, humanAgent, next, connectedAt, at);
  }
}
