/** The rotation of each company and the record of what it decided. */
package dev.switchboard.persistence.assignment;
