package dev.switchboard.bootstrap.rehearsal;

import java.util.List;

/** What an agent's frontend asks for, one thing after the other. */
final class Scenes {
  private final Frontend agent;

  Scenes(Frontend agent) {
    this.agent = agent;
  }

  void play(int times) {
    for (var i = 0; i < times; i++) {
      play();
    }
  }

  private void play() {
    for (var path :
        List.of("/health", "/health/ready", "/auth/me", "/auth/conversations", "/openapi.json")) {
      agent.get(path);
    }
    agent
        .firstChat()
        .ifPresent(
            chat -> {
              agent.get(chat);
              agent.get(chat + "/messages?limit=5");
              agent.post(chat + "/messages", "{\"content\":\"Hello, how can I help?\"}");
              agent.post(chat + "/read", "");
            });
    agent.post("/api/ws/ticket", "");
  }
}
