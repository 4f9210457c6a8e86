/** HTTP for the inbox: chats, their messages, what agents do with them, and the figures. */
package dev.switchboard.web.chat;
