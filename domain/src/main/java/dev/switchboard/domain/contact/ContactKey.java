package dev.switchboard.domain.contact;

import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;

/** A person as one channel account knows them: a PSID or an IGSID is scoped to its account. */
public record ContactKey(CompanyId company, ChannelAccountId channel, String externalId) {}
