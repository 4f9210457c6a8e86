package dev.switchboard.mail;

import dev.switchboard.domain.user.EmailAddress;

/** From whom all our mail is. */
public record Sender(EmailAddress address, String name) {}
