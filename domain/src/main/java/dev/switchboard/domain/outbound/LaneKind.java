package dev.switchboard.domain.outbound;

/**
 * What a lane carries. Work of one lane is done one piece at a time and in order; lanes do not wait
 * for each other.
 */
public enum LaneKind {
  /** Answers to customers; the lane is the conversation. */
  SEND,
  /** Names and pictures of customers; the lane is the contact. */
  PROFILE,
  /** Mail to users; the lane is the recipient. */
  MAIL,
  /** Who asked for a new password; a lane for many, chosen by the address. */
  RESET
}
