package dev.switchboard.bench.size;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Pattern;

/** Somebody who is logged in, and looks for where a page deep in a list begins. */
record Caller(HttpClient client, URI base, String token) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NEXT = Pattern.compile("<([^>]+)>");

  /** The path of the page that follows the first {@code depth} of a list. */
  String after(int depth, String list) {
    var first = list + (list.contains("?") ? "&" : "?") + "skip=" + (depth - 1) + "&limit=1";
    var link =
        NEXT.matcher(
            get(first)
                .headers()
                .firstValue("Link")
                .orElseThrow(() -> new IllegalStateException("nothing after " + first)));
    link.find();
    return link.group(1).replace("limit=1&", "");
  }

  JsonNode json(String path) {
    try {
      return JSON.readTree(get(path).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private HttpResponse<String> get(String path) {
    try {
      var answer =
          client.send(
              HttpRequest.newBuilder(base.resolve(path))
                  .header("Authorization", "Bearer " + token)
                  .build(),
              BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
