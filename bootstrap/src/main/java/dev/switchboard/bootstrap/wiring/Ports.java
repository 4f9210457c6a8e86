package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.account.Callers;
import dev.switchboard.application.account.Companies;
import dev.switchboard.application.account.CompanyRemoval;
import dev.switchboard.application.account.Invitations;
import dev.switchboard.application.account.Notices;
import dev.switchboard.application.account.RefreshTokens;
import dev.switchboard.application.account.Rights;
import dev.switchboard.application.account.Roles;
import dev.switchboard.application.account.SessionRevocations;
import dev.switchboard.application.account.Sessions;
import dev.switchboard.application.account.Users;
import dev.switchboard.application.assignment.Decisions;
import dev.switchboard.application.assignment.Roster;
import dev.switchboard.application.audit.AuditTrail;
import dev.switchboard.application.channel.ChannelAccounts;
import dev.switchboard.application.channel.ChannelHealth;
import dev.switchboard.application.contact.Contacts;
import dev.switchboard.application.conversation.Conversations;
import dev.switchboard.application.conversation.Messages;
import dev.switchboard.application.outbound.Deliveries;
import dev.switchboard.application.outbound.Lanes;
import dev.switchboard.application.outbound.Outbox;
import dev.switchboard.application.stream.StreamReader;
import dev.switchboard.application.stream.StreamedRevocations;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.persistence.account.HibernateCompanies;
import dev.switchboard.persistence.account.HibernateRoles;
import dev.switchboard.persistence.account.HibernateSessions;
import dev.switchboard.persistence.account.HibernateUsers;
import dev.switchboard.persistence.account.PostgresCallers;
import dev.switchboard.persistence.account.PostgresCompanyRemoval;
import dev.switchboard.persistence.account.PostgresInvitations;
import dev.switchboard.persistence.account.PostgresRefreshTokens;
import dev.switchboard.persistence.account.PostgresRights;
import dev.switchboard.persistence.assignment.PostgresDecisions;
import dev.switchboard.persistence.assignment.PostgresRoster;
import dev.switchboard.persistence.audit.PostgresAuditTrail;
import dev.switchboard.persistence.channel.HibernateChannelAccounts;
import dev.switchboard.persistence.channel.PostgresChannelHealth;
import dev.switchboard.persistence.contact.PostgresContacts;
import dev.switchboard.persistence.conversation.PostgresConversations;
import dev.switchboard.persistence.conversation.PostgresMessages;
import dev.switchboard.persistence.outbound.PostgresDeliveries;
import dev.switchboard.persistence.outbound.PostgresLanes;
import dev.switchboard.persistence.outbound.PostgresOutbox;
import dev.switchboard.persistence.secret.AesGcmSecrets;
import dev.switchboard.persistence.stream.PostgresStreamReader;
import dev.switchboard.persistence.stream.PostgresStreams;

/** Every port that several features share, on PostgreSQL. */
record Ports(
    Companies companies,
    Users users,
    Roles roles,
    Sessions sessions,
    RefreshTokens refreshTokens,
    Callers callers,
    Rights rights,
    ChannelAccounts channels,
    ChannelHealth channelHealth,
    Contacts contacts,
    Conversations conversations,
    Messages messages,
    Roster roster,
    Decisions decisions,
    Outbox outbox,
    Lanes lanes,
    Deliveries deliveries,
    Streams streams,
    StreamReader streamReader,
    Invitations invitations,
    CompanyRemoval companyRemoval,
    AuditTrail audit,
    Notices notices) {

  /** Of whatever ends sessions and changes rights. */
  SessionRevocations revocations() {
    return new StreamedRevocations(streams);
  }

  static Ports of(Core core) {
    var database = core.database();
    var outbox = new PostgresOutbox(database, core.lanes());
    return new Ports(
        new HibernateCompanies(database),
        new HibernateUsers(database),
        new HibernateRoles(database),
        new HibernateSessions(database),
        new PostgresRefreshTokens(database),
        new PostgresCallers(database),
        new PostgresRights(database),
        new HibernateChannelAccounts(
            database, new AesGcmSecrets(core.secrets().cipherKeys()), core.clock()),
        new PostgresChannelHealth(database),
        new PostgresContacts(database, core.ids()),
        new PostgresConversations(database),
        new PostgresMessages(database),
        new PostgresRoster(database),
        new PostgresDecisions(database),
        outbox,
        new PostgresLanes(database, core.lanes()),
        new PostgresDeliveries(database, core.lanes()),
        new PostgresStreams(database, core.json(), core.cluster().bus(), core.clock()),
        new PostgresStreamReader(database),
        new PostgresInvitations(database),
        new PostgresCompanyRemoval(database),
        new PostgresAuditTrail(database, core.ids(), core.clock()),
        Mail.notices(core, outbox));
  }
}
