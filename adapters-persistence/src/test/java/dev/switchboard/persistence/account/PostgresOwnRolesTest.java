package dev.switchboard.persistence.account;

import dev.switchboard.application.account.OwnRolesContract;

class PostgresOwnRolesTest extends PostgresAccounts implements OwnRolesContract {}
