/** Sending: states of a delivery and what a typed error means for it. No HTTP. */
package dev.switchboard.domain.outbound;
