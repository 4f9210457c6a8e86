/** Conversations, their messages and the inbox over them. Native statements: these are hot. */
package dev.switchboard.persistence.conversation;
