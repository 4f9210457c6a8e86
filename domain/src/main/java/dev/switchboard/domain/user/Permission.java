package dev.switchboard.domain.user;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Everything a role can grant. Code asks for these, never for a role. */
public enum Permission {
  CHAT_VIEW_ASSIGNED("chat:view:assigned", "See own chats"),
  CHAT_VIEW_TEAM("chat:view:team", "See the chats of the team"),
  CHAT_VIEW_ALL("chat:view:all", "See every chat of the company"),
  CHAT_MESSAGE("chat:message", "Answer customers"),
  CHAT_ASSIGN("chat:assign", "Give chats to agents"),
  CHAT_RECEIVE("chat:receive", "Take part in the rotation"),
  TEMPLATE_USE("template:use", "Use canned replies"),
  TEMPLATE_MANAGE("template:manage", "Edit canned replies"),
  COMMENT_MODERATE("comment:moderate", "Moderate comments"),
  INTEGRATION_MANAGE("integration:manage", "Connect pages and accounts, see parked events"),
  POSITION_MANAGE("position:manage", "Manage positions, activate users, pause routing"),
  POSITION_ASSIGN("position:assign", "Give positions to users"),
  USER_INVITE("user:invite", "Create users"),
  USER_MANAGE("user:manage", "Manage users of the company"),
  ROLE_MANAGE("role:manage", "Manage roles of the company"),
  STATS_VIEW("stats:view", "See figures"),
  REPORT_MANAGE("report:manage", "See and resolve every report of the company"),
  AUDIT_VIEW("audit:view", "Read the audit trail"),
  COMPANY_MANAGE("company:manage", "Create and edit companies");

  private static final Map<String, Permission> BY_CODE =
      Arrays.stream(values()).collect(Collectors.toMap(Permission::code, Function.identity()));

  private final String code;
  private final String label;

  Permission(String code, String label) {
    this.code = code;
    this.label = label;
  }

  /** The stable name on the wire and in the database. */
  public String code() {
    return code;
  }

  public String label() {
    return label;
  }

  /** Empty for a code that this version does not know. */
  public static Optional<Permission> of(String code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }
}
