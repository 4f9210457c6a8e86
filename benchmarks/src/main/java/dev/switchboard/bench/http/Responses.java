package dev.switchboard.bench.http;

import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * Finds the end of each HTTP/1.1 answer in what a connection reads: by {@code Content-Length} or by
 * chunks. Keeps nothing of the body. One for each connection; not thread-safe.
 */
public final class Responses {
  private static final int HEAD_LIMIT = 16 * 1024;

  private enum Part {
    HEAD,
    LENGTH,
    CHUNK_SIZE,
    CHUNK,
    TRAILER
  }

  private final StringBuilder line = new StringBuilder();
  private Part part = Part.HEAD;
  private int status;
  private long left;
  private boolean chunked;
  private int head;
  private boolean retryAfter;
  private boolean told;

  /** The status of the answer that ends in these bytes, else 0; call again while bytes remain. */
  public int next(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      if (part == Part.LENGTH || part == Part.CHUNK) {
        skip(bytes);
        if (left > 0) {
          return 0;
        }
        if (part == Part.LENGTH) {
          return done();
        }
        part = Part.CHUNK_SIZE;
      } else {
        var b = bytes.get();
        if (b != '\n') {
          line.append((char) (b & 0xff));
        } else if (ended()) {
          return done();
        }
      }
    }
    return 0;
  }

  /** Whether the answer that ended last says when to come back. */
  public boolean toldWhen() {
    return told;
  }

  private void skip(ByteBuffer bytes) {
    var step = (int) Math.min(left, bytes.remaining());
    bytes.position(bytes.position() + step);
    left -= step;
  }

  /** Takes the line that is complete; true where the answer is. */
  private boolean ended() {
    var text = line.toString().strip();
    line.setLength(0);
    return switch (part) {
      case HEAD -> headLine(text);
      case CHUNK_SIZE -> {
        left = text.isEmpty() ? 0 : Long.parseLong(text.split(";", 2)[0], 16);
        part = text.isEmpty() ? Part.CHUNK_SIZE : left == 0 ? Part.TRAILER : Part.CHUNK;
        yield false;
      }
      case TRAILER -> text.isEmpty();
      case LENGTH, CHUNK -> throw new IllegalStateException("a body has no lines");
    };
  }

  private boolean headLine(String text) {
    head += text.length();
    if (head > HEAD_LIMIT) {
      throw new IllegalStateException("no HTTP answer");
    }
    if (status == 0) {
      status = status(text);
      return false;
    }
    if (!text.isEmpty()) {
      header(text);
      return false;
    }
    if (status < 200) { // "continue" and its like announce the answer
      done();
      return false;
    }
    part = chunked ? Part.CHUNK_SIZE : Part.LENGTH;
    return !chunked && left == 0;
  }

  private static int status(String line) {
    if (!line.matches("HTTP/1\\.1 [1-5]\\d\\d( .*)?")) {
      throw new IllegalStateException("no HTTP answer: " + line);
    }
    return Integer.parseInt(line, 9, 12, 10);
  }

  private void header(String text) {
    if (begins(text, "content-length:")) {
      left = Long.parseLong(text.substring("content-length:".length()).strip());
    } else if (begins(text, "transfer-encoding:")) {
      chunked = text.toLowerCase(Locale.ROOT).contains("chunked");
    } else if (begins(text, "retry-after:")) {
      retryAfter = true;
    }
  }

  private static boolean begins(String header, String name) {
    return header.regionMatches(true, 0, name, 0, name.length());
  }

  private int done() {
    var answer = status;
    status = 0;
    left = 0;
    head = 0;
    chunked = false;
    told = retryAfter;
    retryAfter = false;
    part = Part.HEAD;
    return answer;
  }
}
