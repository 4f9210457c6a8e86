package dev.switchboard.persistence.account;

import dev.switchboard.application.account.RolesContract;

class HibernateRolesTest extends PostgresAccounts implements RolesContract {}
