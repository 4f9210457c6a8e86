package dev.switchboard.bench.size;

import dev.switchboard.bench.http.Request;
import java.util.LinkedHashMap;
import java.util.Map;

/** The requests that are measured, by name; in the same order at every size. */
final class Endpoints {
  private static final String PAGE = "limit=20";

  private final Map<String, byte[]> requests = new LinkedHashMap<>();
  private final Caller administrator;
  private final Caller agent;
  private final Volume volume;

  private Endpoints(Caller administrator, Caller agent, Volume volume) {
    this.administrator = administrator;
    this.agent = agent;
    this.volume = volume;
  }

  static Map<String, byte[]> of(Caller administrator, Caller agent, Volume volume) {
    var endpoints = new Endpoints(administrator, agent, volume);
    endpoints.lists();
    endpoints.chats();
    endpoints.others();
    return endpoints.requests;
  }

  private void lists() {
    add("chats, 50 of them", "/api/chats?limit=50");
    for (var filter :
        new String[] {
          "status_filter=assigned",
          "status_filter=unassigned",
          "platform=facebook",
          "platform=instagram",
          "unseen=true",
          "unseen=false",
          "not_replied=true",
          "not_replied=false",
          "state=open",
          "state=pending",
          "state=resolved",
          "tag=refund"
        }) {
      add("chats, " + filter, "/api/chats?" + filter + "&" + PAGE);
    }
    for (var filter : new String[] {"", "unseen=true", "state=open"}) {
      deep(
          "chats" + (filter.isEmpty() ? "" : ", " + filter), "/api/chats?" + filter, share(filter));
    }
    add("chats of an agent", agent, "/api/chats?" + PAGE);
    add("chats of an agent, unseen=true", agent, "/api/chats?unseen=true&" + PAGE);
    add("chats, assigned_to", "/api/chats?assigned_to=2000002&" + PAGE);
  }

  /** Somewhere in the middle of what the filter leaves. */
  private int share(String filter) {
    return switch (filter) {
      case "" -> volume.chats() / 2;
      case "state=open" -> volume.chats() / 8;
      default -> volume.chats() / 16;
    };
  }

  private void chats() {
    var middle = 20_000_000 + volume.chats() / 2;
    var longest = "/api/chats/20000001/messages";
    add("chat", "/api/chats/" + middle + "?limit=5");
    add("messages of the longest chat", longest + "?limit=50");
    deep("messages of the longest chat", longest, volume.longest() / 2);
    add("assignments of a chat", "/api/chats/" + middle + "/assignments");
    add("dashboard stats", "/api/dashboard/stats");
    add("dashboard stats of an agent", agent, "/api/dashboard/stats");
  }

  private void others() {
    add("direct unread count", agent, "/api/messages/unread/count");
    add("direct conversations", agent, "/api/auth/conversations?" + PAGE);
    add("direct messages", agent, "/api/messages?" + PAGE);
    add("direct messages unread", agent, "/api/messages?unread_only=true&limit=5");
    requests.put(
        "direct messages, deep",
        Request.get(
            agent.after(volume.direct() / 16, "/api/messages") + "&" + PAGE, agent.token()));
    add("reports", "/api/reports/admin/all?" + PAGE);
    add("reports, status=open", "/api/reports/admin/all?status=open&" + PAGE);
    deep("reports", "/api/reports/admin/all", volume.reports() / 2);
    add("reports overview", "/api/reports/admin/overview");
    add("users", "/api/users?" + PAGE);
    add("users with total", "/api/users?skip=0&" + PAGE);
    add("agents", "/api/users/agents?" + PAGE);
    add("me", agent, "/api/auth/me");
  }

  private void deep(String name, String list, int depth) {
    add(name + ", deep", administrator.after(depth, list) + "&" + PAGE);
  }

  private void add(String name, String path) {
    add(name, administrator, path);
  }

  private void add(String name, Caller caller, String path) {
    requests.put(name, Request.get(path, caller.token()));
  }
}
