package dev.switchboard.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.util.stream.Collectors;

/** A request body that is no JSON, or JSON of the wrong shape. */
final class MalformedBody extends RuntimeException {
  private static final long serialVersionUID = 1;

  MalformedBody(Exception cause) {
    super(cause);
  }

  /** JSON, but a field has the wrong type. */
  boolean wrongShape() {
    return getCause() instanceof MismatchedInputException;
  }

  /** Dotted path of the field, empty for the whole body. */
  String field() {
    return getCause() instanceof JsonMappingException mapping
        ? mapping.getPath().stream()
            .map(part -> part.getFieldName() == null ? "" + part.getIndex() : part.getFieldName())
            .collect(Collectors.joining("."))
        : "";
  }

  /** Where it went wrong; never a piece of the body. */
  String where() {
    return getCause() instanceof JsonProcessingException json && json.getLocation() != null
        ? "line " + json.getLocation().getLineNr() + ", column " + json.getLocation().getColumnNr()
        : "unknown place";
  }
}
