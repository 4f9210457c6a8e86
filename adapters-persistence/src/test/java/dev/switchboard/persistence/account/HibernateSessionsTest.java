package dev.switchboard.persistence.account;

import dev.switchboard.application.account.SessionsContract;

class HibernateSessionsTest extends PostgresAccounts implements SessionsContract {}
