package dev.switchboard.persistence.account;

import java.util.List;

/** What Hibernate must know of this package; the structs themselves stay inside it. */
public final class AccountRows {
  public static final List<Class<?>> ALL =
      List.of(CompanyRow.class, RoleRow.class, SessionRow.class, UserRow.class, UserRoleRow.class);

  private AccountRows() {}
}
