/** Taking in what was parsed: one class for each kind of effect, and the order they run in. */
package dev.switchboard.application.ingest.apply;
