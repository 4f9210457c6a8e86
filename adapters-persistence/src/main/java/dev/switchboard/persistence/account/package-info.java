/** Companies, users, roles and sessions in PostgreSQL. */
package dev.switchboard.persistence.account;
