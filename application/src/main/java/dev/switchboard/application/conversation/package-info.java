/** The inbox: conversations and their messages, what agents do with them, and what they see. */
package dev.switchboard.application.conversation;
