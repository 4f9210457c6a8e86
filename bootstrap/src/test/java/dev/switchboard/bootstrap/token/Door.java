package dev.switchboard.bootstrap.token;

import java.util.function.BiFunction;

/** Every place that takes a token, and how it answers one: open, or with this refusal. */
enum Door {
  BEARER((visitor, token) -> visitor.get("/auth/me", token), "401 invalid_token"),
  BEARER_UNDER_API((visitor, token) -> visitor.get("/api/auth/me", token), "401 invalid_token"),
  REFRESH(
      (visitor, token) -> visitor.post("/auth/refresh", "{\"refresh_token\":\"" + token + "\"}"),
      "401 invalid_refresh_token"),
  RESET(
      (visitor, token) ->
          visitor.post(
              "/auth/reset-password",
              "{\"token\":\"" + token + "\",\"password\":\"a password by mail\"}"),
      "400 invalid_reset_token"),
  INVITATION(
      (visitor, token) ->
          visitor.post(
              "/auth/register",
              "{\"email\":\"%s\",\"password\":\"a password of guests\",\"invitation\":\"%s\"}"
                  .formatted(visitor.invited(), token)),
      "400 invalid_invitation"),
  SOCKET_TICKET((visitor, token) -> visitor.socket("?ticket=" + token), "4401"),
  SOCKET_TOKEN((visitor, token) -> visitor.socket("?token=" + token), "4401"),
  SOCKET_PROTOCOL((visitor, token) -> visitor.socket("", "bearer", token), "4401"),
  HANDSHAKE(
      (visitor, token) ->
          visitor.get("/webhook?hub.mode=subscribe&hub.challenge=42&hub.verify_token=" + token, ""),
      "403 webhook.verification_failed"),
  SIGNATURE((visitor, token) -> visitor.signed(token), "401 webhook.bad_signature");

  private final BiFunction<Visitor, String, String> knock;
  final String refusal;

  Door(BiFunction<Visitor, String, String> knock, String refusal) {
    this.knock = knock;
    this.refusal = refusal;
  }

  String answer(Visitor visitor, String token) {
    return knock.apply(visitor, token);
  }
}
