/** The audit trail on PostgreSQL. */
package dev.switchboard.persistence.audit;
