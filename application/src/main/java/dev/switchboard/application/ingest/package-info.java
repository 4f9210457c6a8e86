/** How what platforms tell us is kept, taken in, parked and replayed. */
package dev.switchboard.application.ingest;
