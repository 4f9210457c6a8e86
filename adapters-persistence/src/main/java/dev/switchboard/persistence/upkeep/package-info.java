/** What the database forgets by itself, so that it does not grow for ever. */
package dev.switchboard.persistence.upkeep;
