package dev.switchboard.bootstrap.logging;

import java.util.regex.Pattern;

/**
 * The last net under the rule that nobody logs secrets: takes out what looks like one, by the name
 * before it or by its own form (our tokens, Meta's page tokens, credentials in URLs).
 */
final class Redaction {
  private static final String MASK = "****";
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)((?:access_token|refresh_token|client_secret|app_?secret(?:_proof)?|password|secret|token|authorization|cookie)\"?\\s*[=:]\\s*\"?(?:bearer\\s+|basic\\s+)?)[^\\s\"&,;}]+");
  private static final Pattern FORMED =
      Pattern.compile(
          "\\beyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*|\\bEAA[A-Za-z0-9]{20,}|\\bIGQV[A-Za-z0-9_-]{20,}");
  private static final Pattern CREDENTIALS = Pattern.compile("(://[^/\\s:@]+:)[^/\\s@]+@");

  private Redaction() {}

  static String of(String text) {
    var unnamed = NAMED.matcher(text).replaceAll("$1" + "\\*\\*\\*\\*");
    var unformed = FORMED.matcher(unnamed).replaceAll("\\*\\*\\*\\*");
    return CREDENTIALS.matcher(unformed).replaceAll("$1" + MASK.replace("*", "\\*") + "@");
  }
}
