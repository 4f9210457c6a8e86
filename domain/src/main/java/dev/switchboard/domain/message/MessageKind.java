package dev.switchboard.domain.message;

import java.util.List;

/** What a message is; lower-case on the wire. */
public enum MessageKind {
  TEXT,
  /** At least one attachment; the text may be empty. */
  IMAGE,
  AUDIO,
  VIDEO,
  FILE,
  STICKER,
  LOCATION,
  /** An attachment of any other or of an unknown type. */
  ATTACHMENT,
  /** A button, an ice-breaker, "Get started". */
  POSTBACK,
  /** Came through an ad or a link with a reference, without words. */
  REFERRAL,
  /** A private note of an agent; never leaves. */
  NOTE,
  /** Something we keep but cannot show. */
  PLACEHOLDER;

  /** Named after the first attachment; a text where there is none. */
  public static MessageKind of(List<Attachment> attachments) {
    if (attachments.isEmpty()) {
      return TEXT;
    }
    return switch (attachments.getFirst().type()) {
      case "image" -> IMAGE;
      case "audio" -> AUDIO;
      case "video" -> VIDEO;
      case "file" -> FILE;
      case "sticker" -> STICKER;
      case "location" -> LOCATION;
      default -> ATTACHMENT;
    };
  }
}
