package dev.switchboard.bootstrap.operator;

import dev.switchboard.application.account.AddUserAsOperator;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.NewUser;
import dev.switchboard.bootstrap.wiring.Features;
import dev.switchboard.bootstrap.wiring.Operator;
import dev.switchboard.bootstrap.wiring.Stagehands;
import dev.switchboard.domain.company.Company;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.LoginName;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.Profile;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.Username;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An example company and its users. Filling it again adds what is missing and changes nothing. */
final class SampleCompany {
  static final String NAME = "Sample company";
  private static final String PASSWORD = "switchboard-sample";

  /**
   * @param fresh whether it was made now
   */
  record Login(String username, String password, String role, boolean fresh) {}

  /**
   * @param fresh whether its chats and the rest were made now
   */
  record Filled(Company company, List<Login> logins, boolean fresh, int chats) {}

  private record Wanted(String username, String fullName, SystemRole role, String password) {}

  /** Somebody of each role; {@code user} is the one whom an ancestor's documentation logs in. */
  private static final List<Wanted> USERS =
      List.of(
          new Wanted("sample-admin", "Amal Boss", SystemRole.COMPANY_ADMIN, PASSWORD),
          new Wanted("sample-supervisor", "Sumi Watcher", SystemRole.SUPERVISOR, PASSWORD),
          new Wanted("sample-agent", "Ada Answers", SystemRole.AGENT, PASSWORD),
          new Wanted("sample-agent-2", "Bo Answers", SystemRole.AGENT, PASSWORD),
          new Wanted("sample-content-manager", "Cleo Plans", SystemRole.CONTENT_MANAGER, PASSWORD),
          new Wanted("sample-content-writer", "Dan Writes", SystemRole.CONTENT_WRITER, PASSWORD),
          new Wanted("sample-client", "Eve Buys", SystemRole.CLIENT, PASSWORD),
          new Wanted("sample-member", "Fay New", SystemRole.MEMBER, PASSWORD),
          new Wanted("user", "Some User", SystemRole.MEMBER, "password"));

  private final Operator operator;
  private final Stagehands stage;

  SampleCompany(Features features) {
    this.operator = features.operator();
    this.stage = features.stagehands();
  }

  Filled fill() {
    var company =
        new CompanyChoice(operator.companies())
            .named(NAME)
            .orElseGet(
                () ->
                    operator
                        .transactions()
                        .inTransaction(() -> operator.foundCompany().handle(NAME)));
    var logins = new ArrayList<Login>();
    for (var wanted : USERS) {
      logins.add(add(company, wanted));
    }
    return play(company, logins);
  }

  private Login add(Company company, Wanted wanted) {
    var username = new Username(wanted.username());
    var missing = !operator.users().taken(LoginName.of(username));
    if (missing) {
      operator
          .addUser()
          .handle(
              new AddUserAsOperator.Command(
                  company.id(),
                  Optional.of(wanted.role().slug()),
                  false,
                  new NewUser(
                      Optional.of(username),
                      Optional.of(new EmailAddress(username + "@sample.example")),
                      Optional.empty(),
                      Optional.empty(),
                      Profile.named(
                          Optional.of(wanted.fullName()), Optional.empty(), Optional.empty()),
                      new Password(wanted.password()),
                      true),
                  true));
    }
    return new Login(wanted.username(), wanted.password(), wanted.role().slug(), missing);
  }

  private Filled play(Company company, List<Login> logins) {
    var scene = new SampleScene(stage, company.id());
    if (scene.isPlayed()) {
      return new Filled(company, logins, false, 0);
    }
    var cast =
        new SampleScene.Cast(
            caller(company, "sample-admin"),
            caller(company, "sample-supervisor"),
            caller(company, "sample-agent"),
            caller(company, "user"));
    return new Filled(company, logins, true, scene.play(cast));
  }

  private Caller caller(Company company, String username) {
    var user = user(company, username);
    return new Caller(
        company.id(),
        user.id(),
        new SessionId(0),
        user.displayName(),
        user.email().map(Object::toString).orElse(""),
        user.superuser(),
        permissions(company, user.roles()));
  }

  private User user(Company company, String username) {
    return operator
        .users()
        .credentials(List.of(LoginName.of(new Username(username))))
        .filter(known -> known.company().equals(company.id()))
        .flatMap(known -> operator.users().find(company.id(), known.user()))
        .orElseThrow(
            () -> new Refusal("the username " + username + " belongs to another company's user"));
  }

  private Set<Permission> permissions(Company company, Set<RoleId> held) {
    return Role.permissionsOf(
        stage.roles().of(company.id()).stream().filter(role -> held.contains(role.id())).toList());
  }
}
