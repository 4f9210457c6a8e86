/**
 * Mail: words from templates, messages from words, and SMTP or files to carry them. Knows nothing
 * of why a mail is sent.
 */
package dev.switchboard.mail;
