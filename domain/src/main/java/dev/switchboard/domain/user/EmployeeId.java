package dev.switchboard.domain.user;

import java.util.Locale;
import java.util.Optional;

/** A company's own number for a user, unique within the company regardless of case. */
public record EmployeeId(String value) {
  private static final int MAX_LENGTH = 64;

  public EmployeeId {
    value =
        Texts.line("emp_id", Optional.of(value), MAX_LENGTH)
            .orElseThrow(
                () ->
                    dev.switchboard.domain.Rejection.Invalid.field(
                            "emp_id", "blank", "emp_id must not be empty")
                        .asException());
  }

  /** The form in which they are compared. */
  public String folded() {
    return value.toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return value;
  }
}
