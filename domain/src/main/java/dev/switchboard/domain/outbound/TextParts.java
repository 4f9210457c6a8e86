package dev.switchboard.domain.outbound;

import dev.switchboard.domain.channel.Platform;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a text into what one call may carry. Nothing is lost: the parts put together are the text.
 *
 * <p>Limits: Messenger 2000 characters, Instagram 1000 bytes of UTF-8, WhatsApp 4096 and SMS 1600
 * characters, a character being a code point; our own web chat has none.
 */
public final class TextParts {
  private TextParts() {}

  /** In order; none for an empty text. */
  public static List<String> split(Platform platform, String text) {
    var parts = new ArrayList<String>();
    for (int start = 0; start < text.length(); ) {
      var end = cut(text, start, reach(platform, text, start));
      parts.add(text.substring(start, end));
      start = end;
    }
    return parts;
  }

  /** The end of the longest piece from {@code start} that the platform takes. */
  private static int reach(Platform platform, String text, int start) {
    var left = limit(platform);
    var end = start;
    while (end < text.length()) {
      var codePoint = text.codePointAt(end);
      left -= platform == Platform.INSTAGRAM ? utf8Length(codePoint) : 1;
      if (left < 0) {
        return end;
      }
      end += Character.charCount(codePoint);
    }
    return end;
  }

  /** A line break in the second half, else a space there, else between two visible characters. */
  private static int cut(String text, int start, int reach) {
    if (reach == text.length()) {
      return reach;
    }
    var half = start + (reach - start) / 2;
    var space = 0;
    for (int i = reach; i > half; i--) {
      var before = text.charAt(i - 1);
      if (before == '\n') {
        return i;
      }
      if (space == 0 && Character.isWhitespace(before)) {
        space = i;
      }
    }
    return space > 0 ? space : characterEnd(text, start, reach);
  }

  private static int characterEnd(String text, int start, int reach) {
    var characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text.substring(start, Math.min(text.length(), reach + 64)));
    var end = characters.preceding(reach - start + 1);
    return end > 0 ? start + end : reach; // one endless cluster: cut it between code points
  }

  private static int limit(Platform platform) {
    return switch (platform) {
      case FACEBOOK -> 2_000;
      case INSTAGRAM -> 1_000;
      case WHATSAPP -> 4_096;
      case SMS -> 1_600;
      case WEB -> Integer.MAX_VALUE;
    };
  }

  private static int utf8Length(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    if (codePoint < 0x800) {
      return 2;
    }
    return codePoint < 0x10000 ? 3 : 4;
  }
}
