/** What the users of a company do with their messages to each other. */
package dev.switchboard.application.direct;
