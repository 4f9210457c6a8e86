/** What was tried how often, in PostgreSQL. */
package dev.switchboard.persistence.throttle;
