/** Who an event is for. */
package dev.switchboard.domain.stream;
