package dev.switchboard.chaos.load;

import dev.switchboard.chaos.load.Company.User;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.meta.sandbox.MetaSandbox;
import dev.switchboard.meta.sandbox.SandboxAccount;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two companies with agents, pages and accounts, made over the API. */
final class Scenery {
  private static final int AGENTS = 4;
  private static final List<String> MARKS = List.of("qxKESTREL", "qxOSPREY");

  private final Api api;
  private final URI base;
  private final MetaSandbox sandbox;

  Scenery(Api api, URI base, MetaSandbox sandbox) {
    this.api = api;
    this.base = base;
    this.sandbox = sandbox;
  }

  List<Company> build() {
    var owner = logIn("admin");
    var other =
        api.must(
                "POST",
                base,
                "/api/companies",
                as(0, owner, ""),
                Map.of(
                    "name",
                    "Other",
                    "admin",
                    Map.of(
                        "username",
                        "boss",
                        "email",
                        "boss@chaos.example",
                        "password",
                        Stage.PASSWORD)))
            .path("id")
            .asLong();
    var first = api.must("GET", base, "/auth/me", as(0, owner, ""), "").path("company_id").asLong();
    // not the superuser, who sees every company: somebody whose walls can be watched
    hire(as(first, owner, ""), "chief", "company_admin", first, MARKS.get(1));
    return List.of(company(first, "chief", 0, 2, 1), company(other, "boss", 1, 1, 1));
  }

  private Company company(long id, String boss, int number, int pages, int instagram) {
    var mark = MARKS.get(number);
    var foreign = MARKS.get(1 - number);
    var as = as(id, logIn(boss), foreign);
    var me = api.must("GET", base, "/auth/me", as, "").path("id").asLong();
    var accounts = new ArrayList<SandboxAccount>();
    for (var i = 0; i < pages; i++) {
      accounts.add(sandbox.page("9" + number + "00" + i, "token-" + mark + "-page-" + i));
    }
    for (var i = 0; i < instagram; i++) {
      accounts.add(sandbox.instagram("8" + number + "00" + i, "token-" + mark + "-ig-" + i));
    }
    accounts.forEach(account -> connect(as, account));
    var agents = new ArrayList<User>();
    for (var i = 0; i < AGENTS; i++) {
      agents.add(hire(as, "agent" + number + i, "agent", id, foreign));
    }
    return new Company(id, mark, new User(me, as), List.copyOf(agents), List.copyOf(accounts));
  }

  private void connect(Api.As as, SandboxAccount account) {
    api.must(
        "POST",
        base,
        path(account),
        as,
        Map.of(
            "page_id", account.id(),
            "page_name", account.name(),
            "username", account.name(),
            "access_token", account.token()));
  }

  /** After its token died; an Instagram account that is connected cannot be connected again. */
  static void renew(Api api, URI base, Api.As as, SandboxAccount account) {
    api.must(
        "PATCH",
        base,
        path(account) + "/" + account.id(),
        as,
        Map.of("access_token", account.token(), "is_active", true));
  }

  private static String path(SandboxAccount account) {
    return account.platform() == Platform.FACEBOOK
        ? "/api/facebook/pages"
        : "/api/instagram/accounts";
  }

  private User hire(Api.As by, String name, String role, long company, String foreign) {
    var id =
        api.must(
                "POST",
                base,
                "/api/admin/users",
                by,
                Map.of(
                    "username",
                    name,
                    "email",
                    name + "@chaos.example",
                    "password",
                    Stage.PASSWORD,
                    "role",
                    role))
            .path("id")
            .asLong();
    return new User(id, as(company, logIn(name), foreign));
  }

  private static Api.As as(long company, String token, String foreign) {
    return new Api.As(company, token, foreign);
  }

  private String logIn(String name) {
    return api.must(
            "POST",
            base,
            "/auth/login",
            Api.As.NOBODY,
            Map.of("username", name, "password", Stage.PASSWORD))
        .path("access_token")
        .asText();
  }
}
