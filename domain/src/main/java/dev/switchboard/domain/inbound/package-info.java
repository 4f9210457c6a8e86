/** What a platform tells us, in words that no platform owns. No JSON, no HTTP. */
package dev.switchboard.domain.inbound;
