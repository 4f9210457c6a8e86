package dev.switchboard.meta.sandbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * An error as the Graph API words it.
 *
 * @param subcode 0 for none, which leaves {@code error_subcode} out
 */
public record GraphError(int status, int code, int subcode, String message) {
  public static final GraphError TEMPORARY =
      new GraphError(500, 2, 0, "Service temporarily unavailable");
  public static final GraphError MAYBE_SENT =
      new GraphError(400, 1, 1357046, "Received invalid JSON reply");
  public static final GraphError RATE_LIMITED =
      new GraphError(400, 613, 0, "Calls to this API have exceeded the rate limit");
  public static final GraphError TOKEN_EXPIRED =
      new GraphError(401, 190, 463, "Error validating access token: Session has expired");
  public static final GraphError TOKEN_INVALID =
      new GraphError(401, 190, 0, "Invalid OAuth access token");
  public static final GraphError OUTSIDE_WINDOW_FACEBOOK =
      new GraphError(400, 10, 2018278, "This message is sent outside of allowed window");
  public static final GraphError OUTSIDE_WINDOW_INSTAGRAM =
      new GraphError(400, 10, 2534022, "This message is sent outside of allowed window");
  public static final GraphError PERMISSION = new GraphError(403, 200, 0, "Permissions error");
  public static final GraphError THREAD_NOT_OWNED =
      new GraphError(400, 10, 2018300, "Another app is controlling this thread now");
  public static final GraphError PERSON_UNAVAILABLE =
      new GraphError(400, 551, 1545041, "This person isn't available right now");
  public static final GraphError NO_SUCH_PERSON =
      new GraphError(400, 100, 2018001, "No matching user found");
  public static final GraphError RESTRICTED =
      new GraphError(400, 368, 0, "The action attempted has been deemed abusive");

  static GraphError parameter(String what) {
    return new GraphError(400, 100, 0, what);
  }

  static GraphError unknownObject(String id) {
    return new GraphError(
        400, 100, 33, "Unsupported request. Object with ID '" + id + "' does not exist");
  }

  ObjectNode body(String traceId) {
    var error = JsonNodeFactory.instance.objectNode();
    error.put("message", "(#" + code + ") " + message);
    error.put("type", code == 190 ? "OAuthException" : "GraphMethodException");
    error.put("code", code);
    Optional.of(subcode).filter(sub -> sub != 0).ifPresent(sub -> error.put("error_subcode", sub));
    error.put("fbtrace_id", traceId);
    return JsonNodeFactory.instance.objectNode().set("error", error);
  }
}
