package dev.switchboard.web.audit;

import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.application.audit.AuditRecords.Filter;
import dev.switchboard.domain.Rejection.FieldError;
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
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** What the query string says about events; what it says wrongly is refused, never ignored. */
final class AuditQuery {
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");
  private static final Set<String> FILTERS =
      Set.of(
          "actor",
          "user_id",
          "action",
          "object_type",
          "object_id",
          "address",
          "from",
          "since",
          "to",
          "until",
          "company_id");
  private static final Set<String> PAGING = Set.of("limit", "skip", "cursor");

  private AuditQuery() {}

  /** A misspelt filter would give everything. */
  static void requireFilters(Context context) {
    requireKnown(context, FILTERS::contains);
  }

  static void requireFiltersOrPaging(Context context) {
    requireKnown(context, name -> FILTERS.contains(name) || PAGING.contains(name));
  }

  private static void requireKnown(Context context, Predicate<String> known) {
    var unknown =
        context.queryParamMap().keySet().stream()
            .filter(Predicate.not(known))
            .map(name -> new FieldError(name, "unknown", "There is no such filter"))
            .toList();
    if (!unknown.isEmpty()) {
      throw new Invalid("unknown", "There is a filter that does not exist", unknown).asException();
    }
  }

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
        Requests.longParam(context, "actor")
            .or(() -> Requests.longParam(context, "user_id"))
            .map(UserId::new),
        one(context, "action", AuditAction.values(), AuditAction::code),
        one(context, "object_type", AuditObject.Type.values(), AuditObject.Type::code),
        Requests.longParam(context, "object_id"),
        Requests.text(context, "address"),
        time(context, "from").or(() -> time(context, "since")),
        time(context, "to").or(() -> time(context, "until")));
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
