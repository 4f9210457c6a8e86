package dev.switchboard.application.audit;

import java.util.Locale;

/** What can be done; the storage and the wire have it in lower case. */
public enum AuditAction {
  LOGIN,
  /** Of a user who exists; nobody's name belongs to no company's trail. */
  LOGIN_FAILED,
  LOGOUT,
  LOGOUT_ALL,
  /** A session ended by its user from another one, or by an administrator. */
  SESSION_ENDED,
  /** A refresh token came a second time: its session was ended. */
  TOKEN_REUSED,
  PASSWORD_CHANGED,
  /** Somebody logged in did not know the current one. */
  PASSWORD_CHANGE_FAILED,
  PASSWORD_RESET_REQUESTED,
  PASSWORD_RESET,
  /** By an administrator or operator, for somebody else. */
  PASSWORD_RESET_BY_ADMIN,
  PROFILE_UPDATED,
  USER_REGISTERED,
  USER_CREATED,
  USER_UPDATED,
  USER_DISABLED,
  USER_ENABLED,
  USER_DELETED,
  SUPERUSER_CHANGED,
  ROLES_CHANGED,
  CHAT_ROUTING_CHANGED,
  ROLE_CREATED,
  ROLE_UPDATED,
  ROLE_DELETED,
  INVITATION_CREATED,
  INVITATION_REVOKED,
  INVITATION_ACCEPTED,
  COMPANY_CREATED,
  COMPANY_UPDATED,
  COMPANY_DELETED,
  CHANNEL_CONNECTED,
  CHANNEL_UPDATED,
  CHANNEL_DISCONNECTED,
  CHAT_ASSIGNED,
  CHAT_UNASSIGNED,
  PARKED_REPLAYED,
  PARKED_DISCARDED,
  AUDIT_EXPORTED;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
