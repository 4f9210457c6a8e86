package dev.switchboard.bench.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Requests as the bytes that go over the wire, so that a load spends nothing on making them. */
public final class Request {
  private Request() {}

  public static byte[] get(String path, String token) {
    return bytes(
        "GET " + path + " HTTP/1.1\r\nHost: bench\r\n" + bearer(token) + "\r\n", new byte[0]);
  }

  /**
   * @param headers each with its line end
   */
  public static byte[] post(String path, String headers, byte[] body) {
    return bytes(
        "POST "
            + path
            + " HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\nContent-Length: "
            + body.length
            + "\r\n"
            + headers
            + "\r\n",
        body);
  }

  public static String bearer(String token) {
    return "Authorization: Bearer " + token + "\r\n";
  }

  private static byte[] bytes(String head, byte[] body) {
    var start = head.getBytes(StandardCharsets.US_ASCII);
    var all = Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return all;
  }
}
