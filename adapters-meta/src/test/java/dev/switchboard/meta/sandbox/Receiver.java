package dev.switchboard.meta.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The product's side of a webhook: keeps what comes, answers as told. */
final class Receiver implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<SandboxRequest> requests = new CopyOnWriteArrayList<>();
  private final Script script = new Script();
  private final SandboxServer server;
  private volatile int status = 200;

  Receiver() throws IOException {
    server = new SandboxServer("127.0.0.1", 0, this::take);
    server.start();
  }

  private SandboxReply take(SandboxRequest request) {
    requests.add(request);
    return SandboxReply.json(status, JsonNodeFactory.instance.objectNode(), script.take());
  }

  URI prefix() {
    return URI.create("http://127.0.0.1:" + server.port() + "/webhooks");
  }

  void answers(int next) {
    status = next;
  }

  Script script() {
    return script;
  }

  List<SandboxRequest> requests() {
    return requests;
  }

  /** All elements of {@code messaging}, in their order. */
  List<JsonNode> elements() {
    return requests.stream()
        .flatMap(request -> json(request).path("entry").valueStream())
        .flatMap(entry -> entry.path("messaging").valueStream())
        .toList();
  }

  static JsonNode json(SandboxRequest request) {
    try {
      return JSON.readTree(request.content());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
