package dev.switchboard.application.conversation;

import dev.switchboard.application.Ids;
import dev.switchboard.application.assignment.InMemoryRoster;
import dev.switchboard.domain.assignment.Candidate;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.contact.ContactId;

/** Nothing has to be there first in memory, but agents. */
public final class InMemoryWorld implements World {
  private final Ids ids;
  private final InMemoryRoster roster;

  public InMemoryWorld(Ids ids, InMemoryRoster roster) {
    this.ids = ids;
    this.roster = roster;
  }

  @Override
  public CompanyId company() {
    return new CompanyId(ids.next());
  }

  @Override
  public ChannelAccountId channel(CompanyId company) {
    return new ChannelAccountId(ids.next());
  }

  @Override
  public ContactId contact(CompanyId company, ChannelAccountId channel, String name) {
    return new ContactId(ids.next());
  }

  @Override
  public Candidate agent(CompanyId company, Candidate agent) {
    roster.put(company, agent);
    return agent;
  }
}
