package dev.switchboard.persistence;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Text of a {@code jsonb} column. The character NUL, which PostgreSQL cannot hold, is left out.
 * Thread-safe.
 */
public final class JsonColumn {
  private static final ObjectMapper JSON =
      new ObjectMapper().registerModule(new SimpleModule().addSerializer(new WithoutNul()));
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final TypeReference<List<Map<String, Object>>> OBJECTS = new TypeReference<>() {};

  private JsonColumn() {}

  /**
   * @param value maps, lists, texts, numbers, booleans, null
   */
  public static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a JSON value", e);
    }
  }

  public static Map<String, Object> object(String column) {
    return read(column, OBJECT);
  }

  public static List<Map<String, Object>> objects(String column) {
    return read(column, OBJECTS);
  }

  /** The same rule for a {@code text} column. */
  public static String text(String value) {
    return value.indexOf('\0') < 0 ? value : value.replace("\0", "");
  }

  private static <T> T read(String column, TypeReference<T> type) {
    try {
      return JSON.readValue(column, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON column cannot be read", e);
    }
  }

  private static final class WithoutNul extends StdSerializer<String> {
    private static final long serialVersionUID = 1;

    WithoutNul() {
      super(String.class);
    }

    @Override
    public void serialize(String value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(text(value));
    }
  }
}
