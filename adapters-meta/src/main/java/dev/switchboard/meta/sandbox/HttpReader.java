package dev.switchboard.meta.sandbox;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads HTTP/1.1 requests off a stream: with a length, in chunks, or without a body. */
final class HttpReader {
  private static final int MAX_LINE = 64 * 1024;
  private static final int MAX_BODY = 32 * 1024 * 1024;

  private HttpReader() {}

  /** Empty at the end of the stream. */
  static Optional<SandboxRequest> read(InputStream in) throws IOException {
    var first = line(in);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    var start = first.get().split(" ");
    if (start.length != 3) {
      throw new IOException("not a request line");
    }
    var headers = headers(in);
    return Optional.of(SandboxRequest.of(start[0], start[1], headers, body(in, headers)));
  }

  private static Map<String, String> headers(InputStream in) throws IOException {
    var headers = new HashMap<String, String>();
    var line = required(in);
    while (!line.isEmpty()) {
      var colon = line.indexOf(':');
      if (colon < 1) {
        throw new IOException("not a header");
      }
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      line = required(in);
    }
    return headers;
  }

  private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return chunks(in);
    }
    return exactly(in, number(headers.getOrDefault("content-length", "0"), 10));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    var body = new ByteArrayOutputStream();
    var size = number(required(in), 16);
    while (size > 0) {
      if (body.size() + size > MAX_BODY) {
        throw new IOException("body too large");
      }
      body.write(exactly(in, size));
      required(in);
      size = number(required(in), 16);
    }
    required(in);
    return body.toByteArray();
  }

  private static byte[] exactly(InputStream in, int length) throws IOException {
    var bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("body ended early");
    }
    return bytes;
  }

  private static int number(String text, int radix) throws IOException {
    try {
      var number = Integer.parseInt(text.strip(), radix);
      if (number < 0 || number > MAX_BODY) {
        throw new IOException("length out of range");
      }
      return number;
    } catch (NumberFormatException e) {
      throw new IOException("not a length", e);
    }
  }

  private static String required(InputStream in) throws IOException {
    return line(in).orElseThrow(() -> new EOFException("request ended early"));
  }

  private static Optional<String> line(InputStream in) throws IOException {
    var bytes = new ByteArrayOutputStream();
    var next = in.read();
    if (next == -1) {
      return Optional.empty();
    }
    while (next != '\n') {
      if (next == -1 || bytes.size() > MAX_LINE) {
        throw new EOFException("line ended early");
      }
      bytes.write(next);
      next = in.read();
    }
    return Optional.of(bytes.toString(StandardCharsets.ISO_8859_1).stripTrailing());
  }
}
