package dev.switchboard.persistence.account;

import dev.switchboard.application.account.UsersContract;

class HibernateUsersTest extends PostgresAccounts implements UsersContract {}
