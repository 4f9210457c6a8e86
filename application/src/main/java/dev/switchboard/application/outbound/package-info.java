/** Work that goes out: the outbox, its lanes, and what a typed error means. */
package dev.switchboard.application.outbound;
