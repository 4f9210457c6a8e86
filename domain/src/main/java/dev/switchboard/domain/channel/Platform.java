package dev.switchboard.domain.channel;

/** Where a customer writes from. The name is the value on the wire and in the database. */
public enum Platform {
  FACEBOOK,
  INSTAGRAM,
  WHATSAPP,
  SMS,
  WEB
}
