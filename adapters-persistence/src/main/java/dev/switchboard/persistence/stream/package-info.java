/** The streams of the companies in PostgreSQL. */
package dev.switchboard.persistence.stream;
