package dev.switchboard.mail;

/** What a mail says. The subject is one line. */
record Words(String subject, String text, String html) {}
