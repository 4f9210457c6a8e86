/** The outbox and its lanes on PostgreSQL. */
package dev.switchboard.persistence.outbound;
