package dev.switchboard.redis;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What goes over the bus: numbers and nothing else, at most {@value #MOST} characters. Read by its
 * one exact form, so that whatever else somebody puts on the channel is no hint.
 *
 * @param tenant the company
 * @param about of what stream; {@link Stream#TYPING} has a chat's id too
 * @param seq how far it got; of typing, the session
 * @param origin the node that said it
 */
record Hint(long tenant, Stream about, OptionalLong chat, long seq, String origin) {
  static final int MOST = 200;

  private static final Pattern FORM =
      Pattern.compile(
          "\\{\"v\":1,\"tenant\":(\\d{1,18}),\"stream\":\"([a-z]{1,20})(?::(\\d{1,18}))?\","
              + "\"seq\":(\\d{1,18}),\"origin\":\"([0-9a-f]{16})\"}");

  enum Stream {
    EVENTS,
    ATTENDANCE,
    TYPING;

    private final String word = name().toLowerCase(Locale.ROOT);
  }

  /** Empty where it is none, or one of a version that is not known here. */
  static Optional<Hint> parse(String text) {
    if (text.length() > MOST) {
      return Optional.empty();
    }
    var matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    var chat =
        matcher.group(3) == null
            ? OptionalLong.empty()
            : OptionalLong.of(Long.parseLong(matcher.group(3)));
    for (var stream : Stream.values()) {
      if (stream.word.equals(matcher.group(2)) && chat.isPresent() == (stream == Stream.TYPING)) {
        return Optional.of(
            new Hint(
                Long.parseLong(matcher.group(1)),
                stream,
                chat,
                Long.parseLong(matcher.group(4)),
                matcher.group(5)));
      }
    }
    return Optional.empty();
  }

  String text() {
    var stream = about.word + (chat.isPresent() ? ":" + chat.getAsLong() : "");
    return String.format(
        Locale.ROOT, // or the digits may be others than those that are read
        "{\"v\":1,\"tenant\":%d,\"stream\":\"%s\",\"seq\":%d,\"origin\":\"%s\"}",
        tenant,
        stream,
        seq,
        origin);
  }
}
