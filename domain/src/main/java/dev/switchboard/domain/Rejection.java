package dev.switchboard.domain;

import java.time.Duration;
import java.util.List;

/** Why the domain said no. Eight kinds, so that adapters map them once and exhaustively. */
public sealed interface Rejection {
  /** Stable, machine-readable: {@code feature.reason} or the name the API contract gives. */
  String code();

  /** One sentence for people; never a secret, never a stack trace. */
  String detail();

  /** One refused field of a request. */
  record FieldError(String field, String code, String message) {}

  /** The value itself is not acceptable. */
  record Invalid(String code, String detail, List<FieldError> errors) implements Rejection {
    public Invalid {
      errors = List.copyOf(errors);
    }

    public Invalid(String code, String detail) {
      this(code, detail, List.of());
    }

    /** One field is wrong; {@code field} is the JSON name. */
    public static Invalid field(String field, String code, String detail) {
      return new Invalid(code, detail, List.of(new FieldError(field, code, detail)));
    }
  }

  /** No such thing, or none that the caller may know of. */
  record Missing(String code, String detail) implements Rejection {}

  /** It exists, and the caller may not. {@code facts} are added to the answer as they are. */
  record Forbidden(String code, String detail, java.util.Map<String, Object> facts)
      implements Rejection {
    public Forbidden {
      facts = java.util.Map.copyOf(facts);
    }

    public Forbidden(String code, String detail) {
      this(code, detail, java.util.Map.of());
    }
  }

  /** Understood and well-formed, and still not possible: a duplicate, an inactive target. */
  record Refused(String code, String detail) implements Rejection {}

  /** It does not fit what is there now. */
  record Conflict(String code, String detail) implements Rejection {}

  /** The caller named the revision they know, and it is no longer that one. */
  record Outdated(String code, String detail) implements Rejection {}

  /** Who is calling could not be established. */
  record Unauthenticated(String code, String detail) implements Rejection {}

  /**
   * Tried too often.
   *
   * @param quota the one that is used up
   * @param delay until the next try can be admitted
   */
  record TooMany(String code, String detail, Quota quota, Duration delay) implements Rejection {}

  /**
   * How often something may be tried: {@code amount} times at once, and as often again in the
   * course of each {@code window}.
   *
   * @param name of ASCII letters and hyphens; callers see it
   */
  record Quota(String name, int amount, Duration window) {
    public Quota {
      if (amount < 1 || !window.isPositive() || !name.matches("[a-z-]+")) {
        throw new IllegalArgumentException("no quota: " + name + " " + amount + " in " + window);
      }
    }

    /** In which one try is made good again. */
    public Duration step() {
      return window.dividedBy(amount);
    }
  }

  default Rejected asException() {
    return new Rejected(this);
  }
}
