/** Messages between users in PostgreSQL. */
package dev.switchboard.persistence.direct;
