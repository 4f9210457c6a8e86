package dev.switchboard.domain.company;

import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.Unstorable;
import java.time.Instant;

/** A tenant. Nothing of one company is ever visible to another. */
public record Company(CompanyId id, String name, Instant createdAt, Instant updatedAt) {
  private static final int MAX_NAME_LENGTH = 200;

  public Company {
    name = name.strip();
    if (name.isEmpty()) {
      throw invalid("blank", "name must not be empty");
    }
    if (name.codePointCount(0, name.length()) > MAX_NAME_LENGTH) {
      throw invalid("too_long", "name has at most " + MAX_NAME_LENGTH + " characters");
    }
    if (name.codePoints().anyMatch(Character::isISOControl) || Unstorable.in(name)) {
      throw invalid("control_character", "name has a control character");
    }
  }

  public static Company named(CompanyId id, String name, Instant at) {
    return new Company(id, name, at, at);
  }

  public Company renamed(String newName, Instant at) {
    return new Company(id, newName, createdAt, at);
  }

  private static RuntimeException invalid(String code, String detail) {
    return Invalid.field("name", code, detail).asException();
  }
}
