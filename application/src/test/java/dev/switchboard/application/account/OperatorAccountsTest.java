package dev.switchboard.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.audit.AuditEvent;
import dev.switchboard.application.audit.AuditObject;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.LoginName;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.Profile;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.Username;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperatorAccountsTest {
  private final InMemoryAccounts ports = new InMemoryAccounts();
  private final AccountsWorld world = new AccountsWorld(ports);
  private final CompanyId company = ports.newCompany();
  private final AddUserAsOperator addUser =
      new AddUserAsOperator(
          ports.transactions(), ports.companies(), ports.roles(), world.addUser, ports.audit());
  private final ResetPasswordAsOperator reset =
      new ResetPasswordAsOperator(
          ports.transactions(),
          ports.users(),
          ports.companies(),
          ports.sessions(),
          world.passwords,
          world.policy,
          world.revocations,
          world.notices,
          ports.audit(),
          world.clock);

  private User add(String name, Optional<String> role, String password, boolean weak) {
    var user =
        new NewUser(
            Optional.of(new Username(name)),
            Optional.of(new EmailAddress(name + "@example.test")),
            Optional.empty(),
            Optional.empty(),
            Profile.named(Optional.empty(), Optional.empty(), Optional.empty()),
            new Password(password),
            true);
    return addUser.handle(new AddUserAsOperator.Command(company, role, role.isEmpty(), user, weak));
  }

  @Test
  void anAccountGetsTheRoleUnderAnyOfItsNames() {
    var olga = add("olga", Optional.of("admin"), "a long password", false);

    assertThat(olga.company()).isEqualTo(company);
    assertThat(olga.roles()).containsExactly(ports.role(company, SystemRole.COMPANY_ADMIN));
    assertThat(olga.superuser()).isFalse();
    assertThat(ports.users().find(company, olga.id())).contains(olga);
  }

  @Test
  void withoutARoleItHasNone() {
    var root = add("root2", Optional.empty(), "a long password", false);

    assertThat(root.roles()).isEmpty();
    assertThat(root.superuser()).isTrue();
  }

  @Test
  void itIsOnRecordAsDoneByNobodyWhoIsLoggedIn() {
    var olga = add("olga", Optional.of("agent"), "a long password", false);

    assertThat(ports.audit().events())
        .containsExactly(
            AuditEvent.unattended(company, AuditAction.USER_CREATED)
                .on(AuditObject.of(olga.id()))
                .with("username", "olga")
                .with("roles", List.of(olga.roles().iterator().next().value()))
                .with("is_superuser", false)
                .with("by", "operator"));
  }

  @Test
  void whatIsGuessableIsTakenOnlyWhenTheOperatorSaysSo() {
    assertThatThrownBy(() -> add("olga", Optional.of("agent"), "password123", false))
        .hasMessage("password_blocklisted");

    assertThat(add("olga", Optional.of("agent"), "password123", true).username().value())
        .isEqualTo("olga");
  }

  @Test
  void noCompanyAndNoRoleAreRefused() {
    assertThatThrownBy(() -> add("olga", Optional.of("king"), "a long password", false))
        .hasMessage("role_not_found");
    var user =
        new NewUser(
            Optional.of(new Username("x")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Profile.named(Optional.empty(), Optional.empty(), Optional.empty()),
            new Password("a long password"),
            true);
    assertThatThrownBy(
            () ->
                addUser.handle(
                    new AddUserAsOperator.Command(
                        new CompanyId(9_999_999), Optional.empty(), false, user, false)))
        .hasMessage("company_not_found");
    assertThat(ports.audit().events()).isEmpty();
  }

  private User reset(String name, String password, boolean weak) {
    return reset.handle(new ResetPasswordAsOperator.Command(name, new Password(password), weak));
  }

  @Test
  void aNewPasswordEndsEverySessionAndTheUserIsTold() {
    var ada = world.stored(ports.aUser(company, SystemRole.AGENT));
    var tokens = world.logIn(ada).tokens();
    var session = world.accessTokens.verify(tokens.accessToken()).orElseThrow().session();

    assertThat(reset(ada.email().orElseThrow().value(), "another password", false).id())
        .isEqualTo(ada.id());

    var known = ports.users().credentials(List.of(LoginName.of(ada.username()))).orElseThrow();
    assertThat(world.passwords.matches(new Password("another password"), known.password()))
        .isTrue();
    assertThat(world.callers().find(company, session, world.clock.instant()))
        .isEqualTo(new Callers.Found.Unknown());
    assertThat(world.notices.told())
        .extracting(RecordedNotices.Notice::what)
        .containsExactly("passwordChanged:ADMINISTRATOR");
    var event = ports.audit().events().getLast();
    assertThat(event.action()).isEqualTo(AuditAction.PASSWORD_RESET_BY_ADMIN);
    assertThat(event.object()).contains(AuditObject.of(ada.id()));
    assertThat(event.facts()).containsEntry("by", "operator").containsEntry("sessions_ended", 1);
  }

  @Test
  void aResetObeysThePolicyUnlessTheOperatorSaysOtherwise() {
    var ada = world.stored(ports.aUser(company, SystemRole.AGENT));

    assertThatThrownBy(() -> reset(ada.username().value(), "password123", false))
        .hasMessage("password_blocklisted");
    assertThatThrownBy(() -> reset(ada.username().value(), "short", true)).hasMessage("too_short");
    assertThat(reset(ada.username().value(), "password123", true)).isNotNull();
    assertThatThrownBy(() -> reset("nobody", "another password", false))
        .hasMessage("user_not_found");
  }
}
