package dev.switchboard.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.switchboard.domain.Rejection;
import java.util.List;
import java.util.Map;

/**
 * RFC 9457 problem details as this API writes them.
 *
 * @param detail a sentence for people; the ancestors' frontends show it
 * @param code stable, machine-readable
 * @param facts further members of this problem
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
    String type,
    String title,
    int status,
    String detail,
    String instance,
    String code,
    String traceId,
    List<Rejection.FieldError> errors,
    @com.fasterxml.jackson.annotation.JsonAnyGetter Map<String, Object> facts) {
  public static final String CONTENT_TYPE = "application/problem+json";
}
