package dev.switchboard.domain.user;

import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection.Refused;

/** What no two users may share. */
public enum Unique {
  USERNAME("username_taken", "Username already registered"),
  EMAIL("email_taken", "Email already registered"),
  PHONE("phone_number_taken", "Phone number already registered"),
  EMPLOYEE_ID("emp_id_taken", "Employee ID already registered");

  private final String code;
  private final String detail;

  Unique(String code, String detail) {
    this.code = code;
    this.detail = detail;
  }

  public static Unique of(LoginName.Kind kind) {
    return switch (kind) {
      case USERNAME -> USERNAME;
      case EMAIL -> EMAIL;
      case PHONE -> PHONE;
    };
  }

  /** The refusal of a second one. */
  public Rejected taken() {
    return new Refused(code, detail).asException();
  }
}
