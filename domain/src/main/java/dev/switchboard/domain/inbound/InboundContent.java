package dev.switchboard.domain.inbound;

import dev.switchboard.domain.message.Attachment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every kind of thing a platform tells us. A new kind breaks the build where it is not handled. */
public sealed interface InboundContent {

  /**
   * The customer wrote.
   *
   * @param facts quick reply payload, story, referral, commands … as JSON values for the metadata
   * @param replyTo the mid of the message it answers
   * @param unsupported the platform says it cannot hand over the content
   */
  record Written(
      String mid,
      String text,
      List<Attachment> attachments,
      Optional<String> replyTo,
      Map<String, Object> facts,
      boolean unsupported)
      implements InboundContent {}

  /**
   * Something was written on the company's side: by us or elsewhere.
   *
   * @param tag what the sender put into {@code metadata}; ours is the id of the outbox row
   */
  record Echo(
      String mid,
      String text,
      List<Attachment> attachments,
      Optional<String> replyTo,
      Optional<String> appId,
      Optional<String> tag)
      implements InboundContent {}

  /** Taken back by its author. */
  record Unsent(String mid) implements InboundContent {}

  record Edited(String mid, String text, int number) implements InboundContent {}

  /** A reaction set, or with {@code removed} taken away, by {@code actor}. */
  record Reacted(String mid, String actor, boolean removed, String reaction, String emoji)
      implements InboundContent {}

  /**
   * A button was pressed.
   *
   * @param mid the platform's, or a digest of the element where the platform gives none
   */
  record Postback(String mid, String title, String payload, Map<String, Object> facts)
      implements InboundContent {}

  /** Came through an ad, a link or a plug-in. */
  record Referred(String reference, Map<String, Object> facts) implements InboundContent {}

  /** Delivered: these messages, or everything up to the watermark. */
  record Delivered(List<String> mids, Optional<Instant> watermark) implements InboundContent {}

  /** Read: this message and all before it, or everything up to the watermark. */
  record Seen(Optional<String> mid, Optional<Instant> watermark) implements InboundContent {}

  /**
   * Anything else in a thread (opt-in, hand-over, policy …): kept and shown as a placeholder.
   *
   * @param kind the platform's key, also one we never heard of
   */
  record Notice(String kind, Map<String, Object> facts) implements InboundContent {}

  /** Something outside any thread (comment, mention, lead form): kept for its account. */
  record AccountEvent(String field, Map<String, Object> facts) implements InboundContent {}
}
