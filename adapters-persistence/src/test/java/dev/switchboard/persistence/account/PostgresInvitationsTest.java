package dev.switchboard.persistence.account;

import dev.switchboard.application.account.InvitationsContract;

class PostgresInvitationsTest extends PostgresAccounts implements InvitationsContract {}
