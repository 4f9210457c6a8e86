package dev.switchboard.bootstrap;

import java.net.IDN;
import java.security.GeneralSecurityException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import javax.crypto.Mac;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a start needs of the JDK and takes long to find out for the first time, asked for on another
 * processor while the database starts. Nothing depends on it; without, a start takes a tenth of a
 * second more.
 */
final class Ahead {
  private static final Logger LOG = LoggerFactory.getLogger(Ahead.class);

  private Ahead() {}

  static void begin() {
    Thread.ofPlatform().daemon().name("ahead").start(Ahead::ask);
  }

  private static void ask() {
    try {
      Mac.getInstance("HmacSHA256"); // the database's password
      Locale.getAvailableLocales(); // Jetty's kinds of files
      IDN.toASCII("\u00e4.example"); // the sender of mail
      ZonedDateTime.now(ZoneOffset.UTC);
    } catch (GeneralSecurityException | RuntimeException e) {
      LOG.debug("nothing was found out ahead", e);
    }
  }
}
