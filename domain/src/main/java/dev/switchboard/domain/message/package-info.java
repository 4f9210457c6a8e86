/** What was said, by whom, and how far it got. */
package dev.switchboard.domain.message;
