package dev.switchboard.application.conversation;

import dev.switchboard.domain.assignment.Candidate;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.contact.ContactId;

/** What must be there before there can be a conversation; each call makes a new one. */
public interface World {
  CompanyId company();

  /** On Facebook. */
  ChannelAccountId channel(CompanyId company);

  ContactId contact(CompanyId company, ChannelAccountId channel, String name);

  /** Somebody with {@code chat:receive}; stored anew if they are there already. */
  Candidate agent(CompanyId company, Candidate agent);
}
