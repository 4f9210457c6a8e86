package dev.switchboard.application.account;

import java.time.Duration;

/**
 * What a client holds while logged in. Never printed.
 *
 * @param expiresIn of the access token
 */
public record TokenPair(String accessToken, String refreshToken, Duration expiresIn) {
  @Override
  public String toString() {
    return "TokenPair[hidden]";
  }
}
