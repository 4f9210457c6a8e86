package dev.switchboard.bootstrap.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.bootstrap.DescribedApi;
import dev.switchboard.bootstrap.Tour;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Makes requests of one operation: as the description has them, or with one thing wrong. */
final class Requester {
  private static final byte[] NO_UTF8 = {(byte) 0xC3, (byte) 0x28, (byte) 0xED, (byte) 0xA0};
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final String operation;
  private final JsonNode described;
  private final List<JsonNode> parameters;
  private final Sampler sampler;
  private final Hostile hostile;
  private final KnownIds ids;
  private final Random random;

  Requester(DescribedApi api, String operation, KnownIds ids, Random random) {
    this.operation = operation;
    this.described = api.operations().get(operation);
    this.ids = ids;
    this.random = random;
    this.sampler = new Sampler(api, ids, random);
    this.hostile = new Hostile(random);
    var path = operation.substring(operation.indexOf(' ') + 1);
    this.parameters =
        Stream.of(
                api.document().path("paths").path(path).path("parameters"),
                described.path("parameters"))
            .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
            .map(api::resolve)
            .toList();
  }

  /**
   * @param elsewhere whether it may have become a request of another path
   */
  record Request(byte[] bytes, boolean elsewhere) {
    @Override
    public String toString() {
      var text = new String(bytes, StandardCharsets.ISO_8859_1);
      var shown = text.replaceAll("(?m)^Authorization: Bearer ey.*$", "Authorization: …");
      return shown.length() < 1500 ? shown : shown.substring(0, 1500) + " … " + text.length();
    }
  }

  /** How many requests say something about this operation. */
  int weight() {
    return 6
        + (hasBody() ? 20 : 0)
        + 6 * (int) parameters.stream().filter(one -> in(one, "path")).count()
        + 4 * (int) parameters.stream().filter(one -> in(one, "query")).count();
  }

  private enum Wrong {
    NOTHING,
    PATH,
    QUERY,
    FIELD,
    BODY,
    TYPE,
    HEADER
  }

  Request valid(String token) {
    return make(token, Wrong.NOTHING);
  }

  Request mutated(String token) {
    var possible = new ArrayList<>(List.of(Wrong.HEADER, Wrong.QUERY));
    if (operation.contains("{")) {
      possible.addAll(List.of(Wrong.PATH, Wrong.PATH));
    }
    if (parameters.stream().anyMatch(one -> in(one, "query"))) {
      possible.addAll(List.of(Wrong.QUERY, Wrong.QUERY, Wrong.QUERY));
    }
    if (hasBody()) {
      possible.addAll(List.of(Wrong.FIELD, Wrong.FIELD, Wrong.FIELD, Wrong.FIELD, Wrong.FIELD));
      possible.addAll(List.of(Wrong.BODY, Wrong.TYPE));
    }
    return make(token, possible.get(random.nextInt(possible.size())));
  }

  private Request make(String token, Wrong wrong) {
    var method = operation.substring(0, operation.indexOf(' '));
    var path = path(wrong == Wrong.PATH);
    var query = query(wrong == Wrong.QUERY);
    var body = hasBody() ? body(wrong) : new byte[0];
    var headers = new ArrayList<String>();
    if (!token.isEmpty()) {
      headers.add("Authorization: Bearer " + token);
    }
    if (hasBody()) {
      var type = wrong == Wrong.TYPE ? hostile.contentType() : form() ? FORM : JSON;
      headers.add("Content-Type: " + type);
    }
    headers.addAll(described(wrong == Wrong.HEADER, body));
    if (wrong == Wrong.HEADER && random.nextBoolean()) {
      headers.add(hostile.header());
    }
    return new Request(
        bytes(method + " " + path + query + " HTTP/1.1", headers, body),
        wrong == Wrong.PATH && !path.matches("/[^%;]*(/[^.%;/]+)+"));
  }

  private String path(boolean wrong) {
    var pieces = operation.substring(operation.indexOf(' ') + 2).split("/");
    var last = List.of(pieces).lastIndexOf(lastParameter(pieces));
    var path = new StringBuilder();
    for (int i = 0; i < pieces.length; i++) {
      var piece = pieces[i];
      if (piece.startsWith("{")) {
        var known = ids.under(path.toString());
        piece =
            wrong && (i == last || random.nextInt(3) == 0)
                ? hostile.addressed()
                : known.isEmpty() ? example(piece) : known.get(random.nextInt(known.size()));
      }
      path.append('/').append(piece);
    }
    return path.toString();
  }

  private static String lastParameter(String[] pieces) {
    return Stream.of(pieces).filter(piece -> piece.startsWith("{")).reduce("", (_, next) -> next);
  }

  private String example(String piece) {
    return parameters.stream()
        .filter(one -> piece.equals("{" + one.path("name").asText() + "}"))
        .map(one -> one.path("example").asText())
        .findFirst()
        .orElse("1");
  }

  private String query(boolean wrong) {
    var parts = new ArrayList<String>();
    for (var parameter : parameters.stream().filter(one -> in(one, "query")).toList()) {
      if (random.nextInt(3) == 0) {
        parts.add(parameter.path("name").asText() + "=" + queryValue(parameter));
      }
    }
    if (wrong) {
      var names = parameters.stream().filter(one -> in(one, "query")).toList();
      var name =
          names.isEmpty() || random.nextInt(12) == 0
              ? List.of("", "x[]", "%zz", "%00", "company_id", "limit").get(random.nextInt(6))
              : names.get(random.nextInt(names.size())).path("name").asText();
      parts.removeIf(part -> part.startsWith(name + "=") && random.nextBoolean());
      parts.add(name + (random.nextInt(10) == 0 ? "" : "=") + hostile.addressed());
    }
    return parts.isEmpty() ? "" : "?" + String.join("&", parts);
  }

  private String queryValue(JsonNode parameter) {
    var name = parameter.path("name").asText();
    var value =
        random.nextBoolean()
            ? parameter.path("example").asText()
            : sampler.value(name, parameter.path("schema")).replaceAll("^\"|\"$", "");
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  /** Headers that the operation is described to look at. */
  private List<String> described(boolean wrong, byte[] body) {
    return parameters.stream()
        .filter(one -> in(one, "header"))
        .filter(one -> one.path("required").asBoolean() || random.nextInt(3) == 0)
        .map(
            one -> {
              var name = one.path("name").asText();
              return name + ": " + (wrong ? hostile.word() : headerValue(name, one, body));
            })
        .toList();
  }

  private String headerValue(String name, JsonNode parameter, byte[] body) {
    return switch (name) {
      case "X-Hub-Signature-256" -> Tour.signature(body);
      case "Idempotency-Key" -> Long.toHexString(random.nextLong());
      default -> parameter.path("example").asText();
    };
  }

  private byte[] body(Wrong wrong) {
    if (wrong == Wrong.BODY) {
      return encode(hostile.body());
    }
    var content = described.at("/requestBody/content").elements().next();
    var fields =
        new LinkedHashMap<>(sampler.fields(content.path("schema"), content.path("example")));
    var whole = wrong == Wrong.FIELD ? spoilt(fields, content) : fields;
    if (form()) {
      return encode(
          whole.entrySet().stream()
              .map(field -> field.getKey() + "=" + encoded(field.getValue()))
              .collect(Collectors.joining("&")));
    }
    var text = Sampler.object(whole);
    if (wrong == Wrong.FIELD && !whole.isEmpty() && random.nextInt(12) == 0) {
      text = text.replaceFirst("\\{", "{" + text.substring(1, text.indexOf(':')) + ":1,");
    }
    return encode(text);
  }

  private Map<String, String> spoilt(Map<String, String> fields, JsonNode content) {
    var names = new ArrayList<>(fields.keySet());
    content.path("example").fieldNames().forEachRemaining(names::add);
    if (names.isEmpty() || random.nextInt(8) == 0) {
      names.addAll(List.of("is_superuser", "company_id", "id", "__proto__", "", "role", "x"));
    }
    var name = names.get(random.nextInt(names.size()));
    switch (random.nextInt(8)) {
      case 0 -> fields.remove(name);
      case 1 -> fields.put(name, "null");
      default -> fields.put(name, hostile.value());
    }
    return fields;
  }

  private String encoded(String value) {
    return random.nextInt(4) == 0
        ? hostile.addressed()
        : URLEncoder.encode(value.replaceAll("^\"|\"$", ""), StandardCharsets.UTF_8);
  }

  private boolean hasBody() {
    return described.has("requestBody");
  }

  private boolean form() {
    return described.at("/requestBody/content").has(FORM);
  }

  private static boolean in(JsonNode parameter, String place) {
    return parameter.path("in").asText().equals(place);
  }

  private byte[] bytes(String line, List<String> headers, byte[] body) {
    var out = new ByteArrayOutputStream();
    var head = new StringBuilder(line).append("\r\nHost: localhost\r\nConnection: close\r\n");
    headers.forEach(header -> head.append(header).append("\r\n"));
    boolean chunked = body.length > 0 && random.nextInt(20) == 0;
    if (chunked) {
      head.append("Transfer-Encoding: chunked\r\n\r\n");
      head.append(Integer.toHexString(body.length)).append("\r\n");
    } else {
      head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    }
    out.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(body);
    out.writeBytes((chunked ? "\r\n0\r\n\r\n" : "").getBytes(StandardCharsets.ISO_8859_1));
    return out.toByteArray();
  }

  private static byte[] encode(String text) {
    var out = new ByteArrayOutputStream();
    var pieces = text.split(String.valueOf(Hostile.BROKEN_BYTES), -1);
    for (int i = 0; i < pieces.length; i++) {
      out.writeBytes(i == 0 ? new byte[0] : NO_UTF8);
      out.writeBytes(pieces[i].getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }
}
