package dev.switchboard.application.mail;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where links in mail lead: pages of the frontend, under the address that the installation was told
 * it has. Never under one that a request names, or a stranger could have our mail lead to
 * themselves.
 *
 * @param frontend without a slash at its end
 */
public record MailLinks(URI frontend) {
  String reset(String token) {
    return to("/reset-password?token=", token);
  }

  String invitation(String token) {
    return to("/register?invitation=", token);
  }

  private String to(String page, String token) {
    return frontend + page + URLEncoder.encode(token, StandardCharsets.UTF_8);
  }
}
