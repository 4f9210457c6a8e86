package dev.switchboard.web.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.account.AccountPorts;
import dev.switchboard.application.account.AccountsWorld;
import dev.switchboard.application.account.AddRole;
import dev.switchboard.application.account.AddUser;
import dev.switchboard.application.account.BoundedPasswordHasher;
import dev.switchboard.application.account.ChangePassword;
import dev.switchboard.application.account.CreateCompany;
import dev.switchboard.application.account.CreateUser;
import dev.switchboard.application.account.DeleteCompany;
import dev.switchboard.application.account.DeleteUser;
import dev.switchboard.application.account.EditRole;
import dev.switchboard.application.account.GiveRoles;
import dev.switchboard.application.account.InMemoryAccounts;
import dev.switchboard.application.account.InMemoryWorkload;
import dev.switchboard.application.account.IssueTokens;
import dev.switchboard.application.account.LogIn;
import dev.switchboard.application.account.LogOut;
import dev.switchboard.application.account.OwnSessions;
import dev.switchboard.application.account.PasswordPolicy;
import dev.switchboard.application.account.RefreshSecrets;
import dev.switchboard.application.account.RefreshSession;
import dev.switchboard.application.account.Register;
import dev.switchboard.application.account.Registration;
import dev.switchboard.application.account.RemoveRole;
import dev.switchboard.application.account.ReplacePassword;
import dev.switchboard.application.account.SessionRules;
import dev.switchboard.application.account.SetActive;
import dev.switchboard.application.account.SetChatRouting;
import dev.switchboard.application.account.SetSuperuser;
import dev.switchboard.application.account.UpdateCompany;
import dev.switchboard.application.account.UpdateProfile;
import dev.switchboard.application.assignment.AssignConversations;
import dev.switchboard.application.assignment.DrainBacklog;
import dev.switchboard.application.assignment.Duties;
import dev.switchboard.application.assignment.InMemoryDecisions;
import dev.switchboard.application.assignment.InMemoryRoster;
import dev.switchboard.application.assignment.ReassignFrom;
import dev.switchboard.application.conversation.InMemoryConversations;
import dev.switchboard.application.stream.InMemoryStreams;
import dev.switchboard.application.throttle.CompanyQuotas;
import dev.switchboard.domain.user.Password;
import dev.switchboard.web.ApiJson;
import dev.switchboard.web.Cors;
import dev.switchboard.web.Proxies;
import dev.switchboard.web.TestServer;
import dev.switchboard.web.WebServer;
import dev.switchboard.web.auth.BcryptPasswords;
import dev.switchboard.web.auth.CommonPasswords;
import dev.switchboard.web.auth.JwtAccessTokens;
import dev.switchboard.web.auth.SessionAuthenticator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Everything of accounts as it runs, with real tokens and passwords, but over memory. */
final class AccountServer implements AutoCloseable {
  static final String ADMIN_PASSWORD = "admin password";
  private static final byte[] KEY = "0123456789abcdef0123456789abcdef".getBytes();

  final InMemoryAccounts ports = new InMemoryAccounts();
  private final InMemoryConversations chats = new InMemoryConversations(ports.transactions());
  private final InMemoryRoster roster = new InMemoryRoster(ports.transactions(), chats);
  private final InMemoryStreams streams = new InMemoryStreams(ports.transactions());
  private final AssignConversations assign =
      new AssignConversations(roster, new InMemoryDecisions(ports.transactions()), ports.ids());
  private final DrainBacklog drain =
      new DrainBacklog(
          ports.transactions(), chats, assign, streams, AccountPorts.CLOCK, Runnable::run);
  private final Duties duties =
      new Duties(
          new ReassignFrom(
              ports.transactions(), chats, roster, assign, streams, AccountPorts.CLOCK),
          drain);
  final AccountsWorld world = new AccountsWorld(ports, duties);
  private final BoundedPasswordHasher hasher =
      new BoundedPasswordHasher(new BcryptPasswords(4, KEY), 1, 1_000);
  private final JwtAccessTokens tokens = new JwtAccessTokens(KEY, Optional.empty(), world.clock);
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebServer server;

  AccountServer(Registration registration) {
    var policy = new PasswordPolicy(8, Optional.of(new CommonPasswords()));
    var add = new AddUser(ports.users(), hasher, policy, ports.ids(), world.clock);
    new dev.switchboard.application.account.BootstrapInstallation(
            ports.transactions(),
            ports.companies(),
            world.foundCompany,
            world.ensureRoles,
            add,
            ports.audit(),
            new SecureRandom())
        .handle(Optional.of(new Password(ADMIN_PASSWORD)));
    server =
        WebServer.create(
                new WebServer.Config(
                    "127.0.0.1",
                    0,
                    new SessionAuthenticator(
                        tokens, world.callers(), CompanyQuotas.none(), world.clock),
                    new Cors(Set.of()),
                    Proxies.NONE,
                    TestServer.idempotentPosts(new InMemoryTransactions()),
                    TestServer.doorkeeper(),
                    Duration.ofMinutes(1),
                    _ -> {}),
                List.of(
                    auth(add, registration)::addTo,
                    me(policy)::addTo,
                    new InvitationRoutes(
                            world.invite(registration.mode()), ports.invitations(), world.clock)
                        ::addTo,
                    users(add)::addTo,
                    staff(add)::addTo,
                    roles()::addTo,
                    positions()::addTo,
                    new CompanyRoutes(
                            ports.companies(),
                            new CreateCompany(
                                ports.transactions(),
                                ports.rights(),
                                ports.roles(),
                                world.foundCompany,
                                add,
                                ports.audit()),
                            new UpdateCompany(
                                ports.transactions(),
                                ports.rights(),
                                ports.companies(),
                                ports.audit(),
                                world.clock),
                            new DeleteCompany(
                                ports.transactions(),
                                ports.rights(),
                                ports.companies(),
                                ports.removal(),
                                ports.users(),
                                ports.sessions(),
                                world.revocations,
                                ports.audit(),
                                world.clock),
                            world.people)
                        ::addTo))
            .start();
  }

  private AuthRoutes auth(AddUser add, Registration registration) {
    var transactions = ports.transactions();
    var issue =
        new IssueTokens(
            tokens,
            ports.refreshTokens(),
            new RefreshSecrets(new SecureRandom(), KEY),
            Duration.ofMinutes(30));
    return new AuthRoutes(
        new Register(
            transactions,
            ports.rights(),
            ports.companies(),
            ports.roles(),
            ports.invitations(),
            world.foundCompany,
            add,
            registration,
            world.throttling,
            ports.audit(),
            world.clock),
        new LogIn(
            transactions,
            ports.users(),
            world.openSession(SessionRules.USUAL),
            hasher,
            issue,
            world.throttling,
            ports.audit(),
            world.clock),
        new RefreshSession(
            transactions,
            ports.users(),
            ports.sessions(),
            ports.refreshTokens(),
            issue,
            world.revocations,
            world.notices,
            world.throttling,
            ports.audit(),
            world.clock),
        new LogOut(
            transactions,
            ports.sessions(),
            ports.refreshTokens(),
            world.revocations,
            world.throttling,
            ports.audit(),
            world.clock),
        world.people,
        registration,
        world.throttling.quotas(),
        false);
  }

  private MeRoutes me(PasswordPolicy policy) {
    var transactions = ports.transactions();
    return new MeRoutes(
        world.people,
        new UpdateProfile(
            transactions, ports.rights(), ports.users(), world.notices, ports.audit(), world.clock),
        new ChangePassword(
            transactions,
            ports.rights(),
            ports.users(),
            ports.companies(),
            ports.sessions(),
            hasher,
            policy,
            world.revocations,
            world.notices,
            world.throttling,
            ports.audit(),
            world.clock),
        world.throttling.quotas(),
        new OwnSessions(
            transactions,
            ports.rights(),
            ports.sessions(),
            world.revocations,
            ports.audit(),
            world.clock));
  }

  private UserRoutes users(AddUser add) {
    var transactions = ports.transactions();
    return new UserRoutes(
        world.people,
        createUser(add),
        setActive(),
        new SetChatRouting(
            transactions,
            ports.rights(),
            ports.users(),
            ports.roles(),
            world.superusers,
            drain,
            ports.audit(),
            world.clock),
        new ReplacePassword(
            transactions,
            ports.rights(),
            ports.users(),
            ports.companies(),
            ports.sessions(),
            world.superusers,
            hasher,
            world.policy,
            world.revocations,
            world.notices,
            ports.audit(),
            world.clock));
  }

  private CreateUser createUser(AddUser add) {
    return new CreateUser(ports.companies(), ports.roles(), add, world.changeStaff, ports.audit());
  }

  private SetActive setActive() {
    return new SetActive(
        ports.transactions(),
        ports.users(),
        ports.sessions(),
        world.superusers,
        world.changeStaff,
        world.mailedLinks,
        world.revocations,
        ports.audit(),
        world.clock);
  }

  private StaffRoutes staff(AddUser add) {
    var transactions = ports.transactions();
    return new StaffRoutes(
        world.people,
        world.superusers,
        createUser(add),
        setActive(),
        new SetSuperuser(
            transactions,
            ports.users(),
            world.superusers,
            world.changeStaff,
            world.revocations,
            ports.audit(),
            world.clock),
        giveRoles(),
        new DeleteUser(
            transactions,
            ports.users(),
            ports.sessions(),
            world.superusers,
            world.changeStaff,
            duties,
            world.mailedLinks,
            world.revocations,
            ports.audit(),
            world.clock));
  }

  private GiveRoles giveRoles() {
    return new GiveRoles(
        ports.transactions(),
        ports.users(),
        ports.roles(),
        world.superusers,
        world.changeStaff,
        world.revocations,
        ports.audit(),
        world.clock);
  }

  private RoleRoutes roles() {
    return new RoleRoutes(ports.roles(), addRole(), editRole(), removeRole());
  }

  private PositionRoutes positions() {
    return new PositionRoutes(
        ports.roles(),
        addRole(),
        editRole(),
        removeRole(),
        giveRoles(),
        world.people,
        new InMemoryWorkload(chats));
  }

  private AddRole addRole() {
    return new AddRole(ports.roles(), world.changeStaff, ports.audit(), ports.ids(), world.clock);
  }

  private EditRole editRole() {
    return new EditRole(
        ports.transactions(),
        ports.roles(),
        ports.users(),
        world.changeStaff,
        world.revocations,
        ports.audit(),
        world.clock);
  }

  private RemoveRole removeRole() {
    return new RemoveRole(
        ports.transactions(),
        ports.roles(),
        ports.users(),
        world.changeStaff,
        world.revocations,
        ports.audit());
  }

  /** An empty token sends none. */
  HttpResponse<String> send(String method, String path, String token, String body) {
    return send(method, path, token, "application/json", body);
  }

  HttpResponse<String> send(
      String method, String path, String token, String contentType, String body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
            .header("Content-Type", contentType)
            .header("User-Agent", "test")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> post(String path, String token, String body) {
    return send("POST", path, token, body);
  }

  HttpResponse<String> get(String path, String token) {
    return send("GET", path, token, null);
  }

  /** The tokens of a login that succeeds. */
  JsonNode logIn(String name, String password) {
    var body = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
    return json(post("/auth/login", "", body), 200);
  }

  String admin() {
    return logIn("admin", ADMIN_PASSWORD).get("access_token").asText();
  }

  /** Whom the superuser creates; their password is {@code secret password}. */
  JsonNode create(String name, String role) {
    var body =
        """
        {"username": "%1$s", "email": "%1$s@example.test", "password": "secret password",
         "role": "%2$s"}\
        """
            .formatted(name, role);
    return json(post("/api/admin/users", admin(), body), 201);
  }

  String token(String name) {
    return logIn(name, "secret password").get("access_token").asText();
  }

  static JsonNode json(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    try {
      return ApiJson.mapper().readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  static void problem(HttpResponse<String> answer, int status, String code) {
    assertThat(json(answer, status).path("code").asText()).as(answer.body()).isEqualTo(code);
  }

  @Override
  public void close() {
    client.close();
    server.close();
    hasher.close();
  }
}
