package dev.switchboard.web;

import dev.switchboard.domain.Rejected;
import dev.switchboard.domain.Rejection.Invalid;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Reads a body field by field, so that everything that is wrong with it is told at once. */
public final class Fields {
  private final List<Invalid> wrong = new ArrayList<>();

  /** Null where the field is wrong: nothing may be made of it before {@link #requireRight}. */
  public <T> T read(Supplier<T> field) {
    try {
      return field.get();
    } catch (Rejected e) {
      if (e.reason() instanceof Invalid invalid && !invalid.errors().isEmpty()) {
        wrong.add(invalid);
        return null;
      }
      throw e;
    }
  }

  /** With the first one's words, and all of them in {@code errors}. */
  public void requireRight() {
    if (!wrong.isEmpty()) {
      var first = wrong.getFirst();
      var all = wrong.stream().flatMap(invalid -> invalid.errors().stream()).toList();
      throw new Invalid(first.code(), first.detail(), all).asException();
    }
  }
}
