package dev.switchboard.bootstrap.operator;

import dev.switchboard.application.account.AddUserAsOperator;
import dev.switchboard.application.account.NewUser;
import dev.switchboard.application.account.ResetPasswordAsOperator;
import dev.switchboard.application.account.UserView;
import dev.switchboard.application.account.Users;
import dev.switchboard.bootstrap.settings.Settings;
import dev.switchboard.domain.user.EmailAddress;
import dev.switchboard.domain.user.Password;
import dev.switchboard.domain.user.Profile;
import dev.switchboard.domain.user.Username;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code user add | reset-password | list}. */
public final class UserCommand {
  /** What {@code help} says of it. */
  public static final String USAGE =
      """
      usage: ./switchboard user add <username> [--company NAME|ID] [--role ROLE] [--superuser] [--email ADDRESS]
                                    [--full-name NAME] [--password-stdin] [--allow-weak-password]
             ./switchboard user reset-password <username|email|phone> [--password-stdin] [--allow-weak-password]
             ./switchboard user list [--company NAME|ID]

      Without --company it is the oldest company, where newcomers go; list shows all. Without --password-stdin a password
      is made up and shown once; with it, the first line of standard input is the password.""";

  private static final int AT_ONCE = 500;

  private final Settings settings;
  private final PasswordSource passwords;
  private final PrintStream out;
  private final PrintStream err;

  public UserCommand(
      Settings settings, PasswordSource passwords, PrintStream out, PrintStream err) {
    this.settings = settings;
    this.passwords = passwords;
    this.out = out;
    this.err = err;
  }

  /**
   * @throws Refusal with one line
   * @throws dev.switchboard.domain.Rejected likewise
   */
  public void run(List<String> words) {
    if (words.isEmpty()) {
      throw new Refusal("expected add, reset-password or list");
    }
    var rest = words.subList(1, words.size());
    switch (words.getFirst()) {
      case "add" -> add(rest);
      case "reset-password" -> reset(rest);
      case "list" -> list(rest);
      default -> throw new Refusal("unknown command user " + words.getFirst());
    }
  }

  private void add(List<String> words) {
    var arguments =
        Arguments.parse(
            words,
            Set.of("company", "role", "email", "full-name"),
            Set.of("superuser", "password-stdin", "allow-weak-password"));
    var username = new Username(arguments.one("one username"));
    var given = passwords.given(arguments);
    try (var desk = Desk.open(settings, err::println)) {
      var operator = desk.features().operator();
      var company = new CompanyChoice(operator.companies()).of(arguments.value("company"));
      var password = given.orElseGet(() -> PasswordSource.random(operator.random()));
      var user =
          operator
              .addUser()
              .handle(
                  new AddUserAsOperator.Command(
                      company.id(),
                      arguments.value("role"),
                      arguments.flag("superuser"),
                      wanted(username, arguments, password),
                      arguments.flag("allow-weak-password")));
      out.println("Created user " + user.username() + " in company " + company.name() + ".");
      tell(given, password);
    }
  }

  private static NewUser wanted(Username username, Arguments arguments, Password password) {
    return new NewUser(
        Optional.of(username),
        arguments.value("email").map(EmailAddress::new),
        Optional.empty(),
        Optional.empty(),
        Profile.named(arguments.value("full-name"), Optional.empty(), Optional.empty()),
        password,
        true);
  }

  private void reset(List<String> words) {
    var arguments =
        Arguments.parse(words, Set.of(), Set.of("password-stdin", "allow-weak-password"));
    var name = arguments.one("one username, e-mail address or phone number");
    var given = passwords.given(arguments);
    try (var desk = Desk.open(settings, err::println)) {
      var operator = desk.features().operator();
      var password = given.orElseGet(() -> PasswordSource.random(operator.random()));
      var user =
          operator
              .resetPassword()
              .handle(
                  new ResetPasswordAsOperator.Command(
                      name, password, arguments.flag("allow-weak-password")));
      out.println("User " + user.username() + " has a new password and is logged out everywhere.");
      tell(given, password);
    }
  }

  private void tell(Optional<Password> given, Password password) {
    if (given.isEmpty()) {
      out.println("  Password  " + password.value() + "  (shown only this once)");
    }
  }

  private void list(List<String> words) {
    var arguments = Arguments.parse(words, Set.of("company"), Set.of());
    arguments.none();
    try (var desk = Desk.open(settings, err::println)) {
      var operator = desk.features().operator();
      var choice = new CompanyChoice(operator.companies());
      var companies =
          arguments.value("company").isPresent()
              ? List.of(choice.of(arguments.value("company")))
              : choice.all().toList().reversed();
      var rows = new ArrayList<List<String>>();
      rows.add(List.of("ID", "USERNAME", "EMAIL", "COMPANY", "ROLES", "ACTIVE"));
      for (var company : companies) {
        for (int skip = 0; ; skip += AT_ONCE) {
          var page = operator.people().page(company.id(), Users.Filter.ALL, skip, AT_ONCE);
          page.forEach(user -> rows.add(row(user, company.name())));
          if (page.size() < AT_ONCE) {
            break;
          }
        }
      }
      Table.lines(rows).forEach(out::println);
    }
  }

  private static List<String> row(UserView user, String company) {
    return List.of(
        Long.toString(user.id()),
        user.username(),
        user.email() == null ? "-" : user.email(),
        company,
        user.roles().isEmpty() ? "-" : String.join(",", user.roles()),
        user.isActive() ? "yes" : "no");
  }
}
