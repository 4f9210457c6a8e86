package dev.switchboard.bootstrap.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * {@code time level [trace] logger message}, in UTC. One event starts exactly one line: line breaks
 * and other control characters in a message are written as escapes, and every line of a stack trace
 * is indented, so that no value can pretend to be a line of its own.
 */
final class PlainLayout extends LayoutBase<ILoggingEvent> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @Override
  public String doLayout(ILoggingEvent event) {
    var line = new StringBuilder(160);
    TIME.formatTo(event.getInstant(), line);
    line.append(' ').append(event.getLevel());
    var trace = event.getMDCPropertyMap().get("trace_id");
    line.append(" [").append(trace == null ? "-" : escaped(trace)).append("] ");
    line.append(event.getLoggerName()).append(' ');
    line.append(escaped(Redaction.of(event.getFormattedMessage()))).append('\n');
    if (event.getThrowableProxy() != null) {
      var stack = Redaction.of(ThrowableProxyUtil.asString(event.getThrowableProxy()));
      stack.lines().forEach(part -> line.append("    ").append(escaped(part)).append('\n'));
    }
    return line.toString();
  }

  /** Unicode's own line breaks count as well. */
  static String escaped(String text) {
    if (text.chars().noneMatch(PlainLayout::breaksLine)) {
      return text;
    }
    var escaped = new StringBuilder(text.length() + 16);
    text.chars()
        .forEach(
            character -> {
              if (breaksLine(character)) {
                escaped.append(character == '\n' ? "\\n" : "\\u%04x".formatted(character));
              } else {
                escaped.append((char) character);
              }
            });
    return escaped.toString();
  }

  private static boolean breaksLine(int character) {
    return character != '\t' && Character.isISOControl(character)
        || character == '\u2028'
        || character == '\u2029';
  }
}
