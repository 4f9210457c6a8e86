/** Giving conversations to agents in fair rotation, and the record of why. */
package dev.switchboard.application.assignment;
