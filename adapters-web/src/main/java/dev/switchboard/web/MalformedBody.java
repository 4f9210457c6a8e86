package dev.switchboard.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.EOFException;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A request body that is no JSON, or JSON of the wrong shape. */
final class MalformedBody extends RuntimeException {
  private static final long serialVersionUID = 1;

  MalformedBody(Exception cause) {
    super(cause);
  }

  static MalformedBody missing() {
    return new MalformedBody(new EOFException());
  }

  /** JSON, but a field has the wrong type, or a number that does not fit it. */
  boolean wrongShape() {
    return getCause() instanceof MismatchedInputException
        || found(InputCoercionException.class).isPresent();
  }

  /** Dotted path of the field, empty for the whole body. */
  String field() {
    return getCause() instanceof JsonMappingException mapping
        ? mapping.getPath().stream()
            .map(part -> part.getFieldName() == null ? "" + part.getIndex() : part.getFieldName())
            .collect(Collectors.joining("."))
        : "";
  }

  /** What is wrong with what is no JSON, for people; never a piece of the body. */
  String detail() {
    if (getCause() instanceof EOFException) {
      return "The body is missing: JSON is expected";
    }
    if (found(StreamConstraintsException.class).isPresent()) {
      return message().contains("nesting depth")
          ? "The body is nested more than %d levels deep".formatted(ApiJson.MAX_DEPTH)
          : "The body has a name or a number that is too long";
    }
    var what = message().startsWith("Duplicate field") ? "has a field twice" : "is not valid JSON";
    return "The body " + what + place().map(" (%s)"::formatted).orElse("");
  }

  private String message() {
    return found(JsonProcessingException.class)
        .map(JsonProcessingException::getOriginalMessage)
        .orElse("");
  }

  private Optional<String> place() {
    return found(JsonProcessingException.class)
        .map(JsonProcessingException::getLocation)
        .map(at -> "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr()));
  }

  /** The innermost of this kind: the outer ones say which field was being read. */
  private <T extends Exception> Optional<T> found(Class<T> kind) {
    return Stream.iterate(getCause(), cause -> cause != null, Throwable::getCause)
        .filter(kind::isInstance)
        .map(kind::cast)
        .reduce((_, inner) -> inner);
  }
}
