/** Posts, parked elements, early effects and account events in PostgreSQL. */
package dev.switchboard.persistence.ingest;
