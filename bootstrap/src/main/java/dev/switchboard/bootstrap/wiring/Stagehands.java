package dev.switchboard.bootstrap.wiring;

import dev.switchboard.application.Ids;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.account.Roles;
import dev.switchboard.application.channel.ChannelAccounts;
import dev.switchboard.application.channel.ConnectChannel;
import dev.switchboard.application.contact.Contacts;
import dev.switchboard.application.direct.SendDirectMessage;
import dev.switchboard.application.ingest.apply.ApplyInbound;
import dev.switchboard.application.report.AnswerReport;
import dev.switchboard.application.report.FileReport;
import java.time.Clock;

/**
 * The use cases that fill an example company.
 *
 * @param transactions over all companies, as those of webhooks are
 */
public record Stagehands(
    Transactions transactions,
    Roles roles,
    ChannelAccounts channels,
    ConnectChannel connect,
    ApplyInbound apply,
    Contacts contacts,
    SendDirectMessage send,
    FileReport file,
    AnswerReport answer,
    Ids ids,
    Clock clock) {}
