package dev.switchboard.application.audit;

import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.util.Locale;

/** What something was done to. It need not exist any more. */
public record AuditObject(Type type, long id) {
  /** Kinds of it; the wire has them in lower case. */
  public enum Type {
    COMPANY,
    USER,
    SESSION,
    ROLE,
    INVITATION,
    CHANNEL,
    CHAT,
    PARKED_EVENT,
    REPORT;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public static AuditObject of(CompanyId company) {
    return new AuditObject(Type.COMPANY, company.value());
  }

  public static AuditObject of(UserId user) {
    return new AuditObject(Type.USER, user.value());
  }

  public static AuditObject of(SessionId session) {
    return new AuditObject(Type.SESSION, session.value());
  }

  public static AuditObject of(RoleId role) {
    return new AuditObject(Type.ROLE, role.value());
  }

  public static AuditObject of(ChannelAccountId channel) {
    return new AuditObject(Type.CHANNEL, channel.value());
  }

  public static AuditObject of(ConversationId chat) {
    return new AuditObject(Type.CHAT, chat.value());
  }
}
