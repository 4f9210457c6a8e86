/** Mail to users: what is told by mail, its way through the lanes, and who carries it. */
package dev.switchboard.application.mail;
