package dev.switchboard.web.audit;

import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditRecords.Filter;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.web.Requests;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** What the query string says about events; what it says wrongly is refused, never ignored. */
final class AuditQuery {
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private AuditQuery() {}

  /** The caller's; a superuser may name another. */
  static CompanyId company(Context context) {
    var caller = Requests.caller(context);
    return Requests.longParam(context, "company_id")
        .filter(_ -> caller.superuser())
        .map(CompanyId::new)
        .orElse(caller.company());
  }

  static Filter filter(Context context) {
    return new Filter(
        Requests.longParam(context, "actor").map(UserId::new),
        one(context, "action", AuditAction.values(), AuditAction::code),
        one(context, "object_type", AuditObject.Type.values(), AuditObject.Type::code),
        Requests.longParam(context, "object_id"),
        Requests.text(context, "address"),
        time(context, "from"),
        time(context, "to"));
  }

  private static <T> Optional<T> one(
      Context context, String name, T[] known, Function<T, String> code) {
    return Requests.text(context, name)
        .map(
            text ->
                Arrays.stream(known)
                    .filter(value -> code.apply(value).equals(text))
                    .findFirst()
                    .orElseThrow(() -> wrong(name, "unknown", "is not one that is recorded")));
  }

  private static Optional<Instant> time(Context context, String name) {
    return Requests.text(context, name)
        .map(
            text -> {
              try {
                return bounded(name, OffsetDateTime.parse(text).toInstant());
              } catch (DateTimeParseException _) {
                throw wrong(name, "timestamp", "must be a time like 2026-01-05T09:30:00Z");
              }
            });
  }

  /** What no clock of ours has shown; far enough off, the database cannot hold it either. */
  private static Instant bounded(String name, Instant at) {
    if (at.isBefore(Instant.EPOCH) || at.isAfter(LATEST)) {
      throw wrong(name, "range", "must be in the years 1970 to 9999");
    }
    return at;
  }

  private static RuntimeException wrong(String name, String code, String message) {
    return Invalid.field(name, code, name + " " + message).asException();
  }
}
