package dev.switchboard.meta.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.meta.sandbox.MetaSandbox.Operation;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Which request is which call of the Graph API; every one is written into the ledger. */
final class GraphApi {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final List<String> SECRETS =
      List.of("access_token", "client_secret", "appsecret_proof");

  /** A request that has a valid token. */
  private record Asked(SandboxRequest request, ObjectNode body, String token) {
    String method() {
      return request.method();
    }

    String parameter(String name) {
      return request.parameter(name, body).orElse("");
    }
  }

  private final MetaSandbox sandbox;
  private final GraphTokens tokens;
  private final GraphReads reads;
  private final GraphSend sends;

  GraphApi(MetaSandbox sandbox) {
    this.sandbox = sandbox;
    this.tokens = new GraphTokens(sandbox);
    this.reads = new GraphReads(sandbox);
    this.sends = new GraphSend(sandbox);
  }

  SandboxReply handle(SandboxRequest request) {
    var at = sandbox.now();
    try {
      var body = request.body();
      var reply = answer(request, body);
      body.remove(SECRETS);
      record(new Ledger.Call(at, request.method(), request.path(), body, outcome(reply)));
      return reply;
    } catch (IOException _) {
      var reply = error(GraphError.parameter("The body is not valid JSON"));
      record(
          new Ledger.Call(at, request.method(), request.path(), JSON.objectNode(), outcome(reply)));
      return reply;
    }
  }

  private void record(Ledger.Call call) {
    sandbox.ledger().add(call);
  }

  private static String outcome(SandboxReply reply) {
    if (reply.behaviour().line() != Behaviour.Line.ANSWERS) {
      return "lost";
    }
    return reply.status() == 200 ? "ok" : "error " + reply.status();
  }

  private SandboxReply answer(SandboxRequest request, ObjectNode body) {
    var segments = request.segments();
    if (segments.equals(List.of("oauth", "access_token"))) {
      return tokens.accessToken(request, body);
    }
    if (segments.size() == 2 && segments.getFirst().equals("pictures")) {
      return reads.picture(segments.getLast());
    }
    var token = request.token(body).orElse("");
    var refusal = tokens.refusal(token, request.parameter("appsecret_proof", body));
    return refusal
        .map(this::error)
        .orElseGet(() -> withToken(new Asked(request, body, token), segments));
  }

  private SandboxReply withToken(Asked asked, List<String> segments) {
    var id = segments.getFirst();
    if (segments.size() == 1) {
      return id.equals("debug_token")
          ? tokens.debug(asked.request(), asked.body())
          : profile(asked, id);
    }
    return switch (asked.method() + " " + segments.getLast()) {
      case "GET accounts" -> tokens.accounts(asked.token());
      case "POST events" ->
          scripted(id, Operation.EVENTS, _ -> SandboxReply.ok(events(asked.body())));
      case "GET messages" -> conversation(asked, id);
      case "POST messages" ->
          ofAccount(
              asked, id, Operation.SEND, (account, how) -> sends.send(account, asked.body(), how));
      case "POST message_attachments" ->
          ofAccount(asked, id, Operation.UPLOAD, (_, _) -> SandboxReply.ok(uploaded()));
      case "GET conversations" ->
          ofAccount(
              asked,
              id,
              Operation.CONVERSATIONS,
              (account, _) -> SandboxReply.ok(conversations(asked, account)));
      case "POST subscribed_apps", "GET subscribed_apps", "DELETE subscribed_apps" ->
          ofAccount(
              asked,
              id,
              Operation.SUBSCRIPTION,
              (account, _) -> SandboxReply.ok(subscription(asked, account)));
      default -> error(GraphError.unknownObject(id));
    };
  }

  private SandboxReply profile(Asked asked, String id) {
    var account = sandbox.accountWith(asked.token());
    if (account.isEmpty()) {
      return error(GraphError.unknownObject(id));
    }
    var known = account.get();
    if (id.equals("me") || id.equals(known.id())) {
      return SandboxReply.ok(reads.account(known));
    }
    return scripted(
        known.id(),
        Operation.PROFILE,
        _ ->
            reads
                .profile(known, id)
                .map(SandboxReply::ok)
                .orElseGet(() -> error(GraphError.unknownObject(id))));
  }

  private SandboxReply conversation(Asked asked, String id) {
    return sandbox
        .accountWith(asked.token())
        .filter(_ -> reads.isConversation(id))
        .map(
            account ->
                scripted(
                    account.id(),
                    Operation.CONVERSATIONS,
                    _ ->
                        SandboxReply.ok(
                            reads.messages(
                                account,
                                id,
                                number(asked, "limit", GraphReads.DEFAULT_LIMIT),
                                number(asked, "after", 0)))))
        .orElseGet(() -> error(GraphError.unknownObject(id)));
  }

  private static int number(Asked asked, String parameter, int otherwise) {
    var text = asked.parameter(parameter);
    return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : otherwise;
  }

  private ObjectNode conversations(Asked asked, SandboxAccount account) {
    return reads.conversations(account, asked.parameter("user_id"), asked.parameter("fields"));
  }

  private ObjectNode subscription(Asked asked, SandboxAccount account) {
    var subscribed = sandbox.subscriptions();
    switch (asked.method()) {
      case "POST" -> {
        var fields = asked.parameter("subscribed_fields").split(",");
        subscribed.put(account.id(), new TreeSet<>(Arrays.asList(fields)));
        sandbox.webhooks().subscribe(account);
      }
      case "DELETE" -> subscribed.remove(account.id());
      default -> {
        return subscriptions(subscribed, account);
      }
    }
    return JSON.objectNode().put("success", true);
  }

  private ObjectNode subscriptions(Map<String, Set<String>> subscribed, SandboxAccount account) {
    var answer = JSON.objectNode();
    var data = answer.putArray("data");
    Optional.ofNullable(subscribed.get(account.id()))
        .ifPresent(
            fields -> {
              var app = data.addObject().put("id", sandbox.options().appId());
              fields.forEach(app.putArray("subscribed_fields")::add);
            });
    return answer;
  }

  private ObjectNode uploaded() {
    return JSON.objectNode().put("attachment_id", Long.toString(sandbox.now().toEpochMilli()));
  }

  private ObjectNode events(ObjectNode body) {
    var answer = JSON.objectNode().put("events_received", body.path("data").size());
    answer.putArray("messages");
    return answer.put("fbtrace_id", sandbox.newTrace());
  }

  /** A call on an account, by its own token. */
  private interface OnAccount {
    SandboxReply run(SandboxAccount account, Behaviour how);
  }

  private SandboxReply ofAccount(Asked asked, String id, Operation operation, OnAccount work) {
    return sandbox
        .accountWith(asked.token())
        .filter(account -> id.equals("me") || id.equals(account.id()))
        .map(account -> scripted(account.id(), operation, how -> work.run(account, how)))
        .orElseGet(() -> error(GraphError.unknownObject(id)));
  }

  private SandboxReply scripted(
      String account, Operation operation, Function<Behaviour, SandboxReply> work) {
    var how = sandbox.script(account, operation).take();
    var done = how.accepted() ? work.apply(how) : SandboxReply.ok(JSON.objectNode());
    var told = how.error().map(this::error).orElse(done);
    return new SandboxReply(told.status(), told.contentType(), told.body(), how, done.afterwards());
  }

  private SandboxReply error(GraphError error) {
    return SandboxReply.json(error.status(), error.body(sandbox.newTrace()), Behaviour.WELL);
  }
}
