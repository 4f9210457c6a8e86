package dev.switchboard.application.stream;

import java.util.Collection;

/** Frames that are not events of the stream: they carry no number and are never replayed. */
final class Signal {
  record Hello(
      String type,
      String connId,
      String epoch,
      long seq,
      long heartbeatSeconds,
      long resumeWindow) {
    Hello(String connId, String epoch, long seq, HubLimits limits) {
      this(
          "hello",
          connId,
          epoch,
          seq,
          limits.heartbeat().toSeconds(),
          limits.resumeWindow().toSeconds());
    }
  }

  record Pong(String type) {
    Pong() {
      this("pong");
    }
  }

  record Resumed(String type, int count) {
    Resumed(int count) {
      this("resumed", count);
    }
  }

  /** What the client holds cannot be brought up to date from here: fetch anew. */
  record Reset(String type, String reason) {
    Reset(String reason) {
      this("reset", reason);
    }
  }

  record Typing(String type, long chatId, long userId, String name) {
    Typing(long chatId, long userId, String name) {
      this("typing", chatId, userId, name);
    }
  }

  /** Who came and who went; right after {@code hello}, everybody who is there. */
  record Presence(String type, Collection<Long> online, Collection<Long> offline) {
    Presence(Collection<Long> online, Collection<Long> offline) {
      this("presence", online, offline);
    }
  }

  record Reconnect(String type, long afterMs) {
    Reconnect(long afterMs) {
      this("reconnect", afterMs);
    }
  }

  record Problem(String type, String code) {
    Problem(String code) {
      this("error", code);
    }
  }

  private Signal() {}
}
