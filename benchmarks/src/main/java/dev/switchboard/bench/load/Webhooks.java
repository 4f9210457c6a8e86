package dev.switchboard.bench.load;

import dev.switchboard.bench.http.Request;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Meta's posts: signed, every message another one, customers in turn so that most write again and
 * some are new. Not thread-safe.
 */
public final class Webhooks {
  public static final String SECRET = "bench-app-secret-0123456789";
  private static final String TEXT = "Hello, is my order on its way? I ordered it last Monday.";

  private final Mac mac;
  private final String page;
  private final String run;
  private final long customers;
  private final int events;

  /**
   * @param run makes the messages of this load others than those of any other
   * @param customers how many there are
   * @param events in one post
   */
  public Webhooks(String page, String run, long customers, int events) {
    this.page = page;
    this.run = run;
    this.customers = customers;
    this.events = events;
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The n-th post, time of now. */
  public byte[] post(long n) {
    var body = body(n);
    return Request.post(
        "/api/webhooks/facebook", "X-Hub-Signature-256: " + signature(body) + "\r\n", body);
  }

  /** What the n-th post says. */
  public byte[] body(long n) {
    var at = System.currentTimeMillis();
    var elements =
        LongStream.range(n * events, (n + 1) * events)
            .mapToObj(i -> element(i, at))
            .collect(Collectors.joining(","));
    return ("{\"object\":\"page\",\"entry\":[{\"id\":\""
            + page
            + "\",\"time\":"
            + at
            + ",\"messaging\":["
            + elements
            + "]}]}")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The value of the header that proves a body to be Meta's. */
  public String signature(byte[] body) {
    return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
  }

  /** The id of the n-th message. */
  public String message(long n) {
    return "m_" + run + "_" + n;
  }

  private String element(long n, long at) {
    return "{\"sender\":{\"id\":\"c"
        + n % customers
        + "\"},\"recipient\":{\"id\":\""
        + page
        + "\"},\"timestamp\":"
        + at
        + ",\"message\":{\"mid\":\""
        + message(n)
        + "\",\"text\":\""
        + TEXT
        + "\"}}";
  }
}
