package dev.switchboard.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.json.JsonMapper;
import java.lang.reflect.Type;

/** Lets Javalin write answers with {@link ApiJson}; requests are read by {@link Requests}. */
final class JsonBodies implements JsonMapper {
  private final ApiJson json = new ApiJson();

  @Override
  public String toJsonString(Object value, Type type) {
    return json.write(value);
  }

  @Override
  public <T> T fromJsonString(String text, Type type) {
    try {
      return ApiJson.mapper().readValue(text, ApiJson.mapper().constructType(type));
    } catch (JsonProcessingException e) {
      throw new MalformedBody(e);
    }
  }
}
