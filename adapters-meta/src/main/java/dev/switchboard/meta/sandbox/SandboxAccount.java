package dev.switchboard.meta.sandbox;

import dev.switchboard.domain.channel.Platform;

/** A page or professional account that the sandbox knows, and the token that opens it. */
public record SandboxAccount(Platform platform, String id, String name, String token) {
  /** The {@code object} of this account's webhooks. */
  String object() {
    return platform == Platform.INSTAGRAM ? "instagram" : "page";
  }

  @Override
  public String toString() {
    return platform + " " + id;
  }
}
