package dev.switchboard.bootstrap.fuzz;

import java.util.List;
import java.util.Random;

/**
 * What nobody who means well sends. Strings are written as JSON escapes where JSON allows no other
 * way, and {@link #BROKEN_BYTES} becomes bytes that are no UTF-8.
 */
final class Hostile {
  static final char BROKEN_BYTES = '\uE0BD';

  private static final int HUGE = 100_000;
  private static final int MANY = 20_000;

  /** JSON literals, each one value. */
  private static final List<String> STRINGS =
      List.of(
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"a\\u0000b\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"x\\udfffx\"",
          "\"" + BROKEN_BYTES + "\"",
          "\"\u202Egnp.exe\u202C\"",
          "\"\u2066\u2069\u200B\uFEFF\"",
          "\"\\uffff\\ufffe\"",
          "\"a\\r\\nBcc: everybody@example.com\"",
          "\"\\u0008\\u001b[31m\\u007f\"",
          "\"' or 1=1; --\"",
          "\"%\"",
          "\"_%\\\\\"",
          "\"\\\\\"",
          "\"${jndi:ldap://127.0.0.1/x}\"",
          "\"<script>alert(1)</script>\"",
          "\"../../../../etc/passwd\"",
          "\"{{7*7}} #{7*7} {0} %s %n\"",
          "\"=cmd|' /C calc'!A0\"",
          "\"\u0130\u0131\u00DF\u1E9E\uFB01\"",
          "\"Z\u0351\u036B\u0343\u036A\u0302a\u0334\u0328\u0339\"",
          "\"\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67\"",
          "\"true\"",
          "\"null\"",
          "\"-1\"",
          "\"9223372036854775808\"",
          "\"1e309\"",
          "\"NaN\"",
          "\"2026-13-45T99:99:99Z\"",
          "\"+1000000000-12-31T23:59:59.999999999Z\"",
          "\"-1000000000-01-01T00:00:00Z\"",
          "\"0000-00-00\"",
          "\"2026-02-29T00:00:00+18:01\"",
          "\"user@\"",
          "\"a@b\"",
          "\"\\\"quoted\\\"@example.com\"",
          "\"javascript:alert(1)\"",
          "\"conv_9223372036854775808_1\"");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "-1",
          "1",
          "2147483647",
          "2147483648",
          "-2147483649",
          "9007199254740993",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "18446744073709551616",
          "1.5",
          "-0.0",
          "1E2",
          "1e400",
          "-1e400",
          "1e-400",
          "1e999999999",
          "0.1e1");

  private static final List<String> OTHERS =
      List.of("null", "true", "false", "[]", "{}", "[[]]", "[null]", "{\"\":null}", "{\"$ref\":1}");

  /** Bodies that are no JSON at all, or another kind of it. */
  private static final List<String> BODIES =
      List.of(
          "",
          " ",
          "null",
          "true",
          "5",
          "\"x\"",
          "[]",
          "[{}]",
          "{",
          "}",
          "{\"a\":",
          "{\"a\":1,}",
          "{'a':1}",
          "{a:1}",
          "{\"a\":1} trailing",
          "{}{}",
          "{\"a\":NaN}",
          "{\"a\":Infinity}",
          "{\"a\":01}",
          "{\"a\":+1}",
          "{\"a\":.5}",
          "{/* a */}",
          "{\"a\":\"\t\"}",
          "{\"a\":\"\\x\"}",
          "{\"a\":\"\\u12\"}",
          "\uFEFF{}",
          "{\"" + BROKEN_BYTES + "\":1}",
          "" + BROKEN_BYTES,
          "\0",
          "{\"\\ud800\":1}",
          "a=1&b=%zz&%=%&c",
          "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--");

  private static final List<String> TYPES =
      List.of(
          "",
          "text/plain",
          "application/xml",
          "application/json;charset=utf-8",
          "application/json; charset=utf-16",
          "application/json; charset=nonsense",
          "application/json; charset=",
          "application/json; charset=\"",
          "application/vnd.api+json",
          "application/x-www-form-urlencoded",
          "application/x-www-form-urlencoded; charset=nonsense",
          "multipart/form-data",
          "multipart/form-data; boundary=x",
          "multipart/form-data; boundary=",
          "json",
          ";;;",
          "*/*",
          "application/json, text/plain");

  /** As they stand in an address. */
  private static final List<String> ADDRESSED =
      List.of(
          "",
          "0",
          "-1",
          "x",
          "1.5",
          "1e3",
          "+1",
          "0x10",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775808",
          "99999999999999999999999999",
          "2147483648",
          "%D9%A3",
          "%20",
          "%00",
          "1%00",
          "%0d%0aX-Injected:%201",
          "%ff",
          "%c3%28",
          "%ed%a0%80",
          "%f0%9f%98%80",
          "%e2%80%ae",
          "%zz",
          "%",
          "%u0041",
          "%2F",
          "%2e%2e",
          "..",
          ".",
          "..%2f..%2fetc%2fpasswd",
          "%5c..%5c",
          "1;a=b",
          ";",
          "%3B",
          "%25",
          "%2525",
          "*",
          "'",
          "%22",
          "%27%20or%201=1",
          "null",
          "true",
          "maybe",
          "conv_1_2",
          "conv_2_1",
          "conv_1_1",
          "conv_-1_2",
          "conv_9223372036854775808_1",
          "conv_a_b",
          "conv_",
          "2026-01-01",
          "2026-13-45T99:99:99Z",
          "2026-01-01T00:00:00Z",
          "%2B1000000000-12-31T23:59:59Z",
          "-1000000000-01-01T00:00:00Z",
          "AAAA",
          "____________",
          "AAAAAGlbz5gAAAAAAAAAAAAAE4k",
          "f".repeat(27),
          "9".repeat(300),
          "a".repeat(3000));

  private static final List<String> WORDS =
      List.of(
          "",
          " ",
          "x",
          "*",
          "\"",
          "\"1\"",
          "W/\"1\"",
          "\"-1\"",
          "\"9223372036854775808\"",
          "\"1\", \"2\"",
          "null",
          "-1",
          "99999999999999999999",
          "\u00e9\u00ff",
          "\t",
          "a b",
          "a,b;c=d",
          "Bearer",
          "sha256=",
          "sha256=zz",
          "sha1=00",
          "k".repeat(255),
          "k".repeat(256),
          "k".repeat(3000));

  private static final List<String> HEADERS =
      List.of(
          "X-Forwarded-For: a, b, %, ::1, 999.1.1.1",
          "X-Forwarded-Proto: gopher",
          "Forwarded: for=\"[::\"",
          "Accept: nonsense",
          "Accept: */*;q=x",
          "Accept-Language: \u00ff",
          "Origin: null",
          "Origin: http://",
          "Origin: \u00e9",
          "Cookie: a=\"; b",
          "Range: bytes=9-1",
          "If-None-Match: \"",
          "If-Modified-Since: yesterday",
          "Content-Encoding: gzip",
          "Content-Encoding: nonsense",
          "traceparent: 00-zz-zz-zz",
          "X-Trace-Id: \u00ff",
          "User-Agent: \u00ff\u00fe \\ud800",
          "User-Agent: " + "u".repeat(3000),
          "User-Agent: <script>alert(1)</script>",
          "X-HTTP-Method-Override: DELETE",
          "X-Tenant-ID: 2",
          "Upgrade: websocket",
          "Connection: Upgrade",
          "Authorization: Basic eDp5",
          "Authorization: Bearer",
          "Authorization: Bearer \u00ff",
          "Authorization: Bearer a.b.c",
          "Authorization: Bearer eyJhbGciOiJub25lIn0.e30.",
          "Authorization: Bearer " + "x".repeat(5000));

  private final Random random;

  Hostile(Random random) {
    this.random = random;
  }

  /** Any JSON value, as its text. */
  String value() {
    return switch (random.nextInt(24)) {
      case 0 -> "\"" + "a".repeat(HUGE) + "\"";
      case 1 -> "9".repeat(random.nextBoolean() ? 30 : 5_000);
      case 2 -> "[".repeat(MANY) + "]".repeat(random.nextBoolean() ? MANY : 0);
      case 3 -> "[" + "1,".repeat(MANY) + "1]";
      case 4 -> "{\"a\":".repeat(70) + "1" + "}".repeat(70);
      case 5, 6, 7 -> pick(OTHERS);
      case 8, 9, 10, 11, 12 -> pick(NUMBERS);
      default -> pick(STRINGS);
    };
  }

  String body() {
    return pick(BODIES);
  }

  String contentType() {
    return pick(TYPES);
  }

  /** A piece of a path or of a query. */
  String addressed() {
    return pick(ADDRESSED);
  }

  /** The value of a header that the operation looks at. */
  String word() {
    return pick(WORDS);
  }

  /** A whole header line. */
  String header() {
    return pick(HEADERS);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
