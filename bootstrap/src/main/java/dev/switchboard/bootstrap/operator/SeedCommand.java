package dev.switchboard.bootstrap.operator;

import dev.switchboard.bootstrap.settings.Settings;
import dev.switchboard.bootstrap.settings.Settings.Stage;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code seed}: an example company, with whose users a frontend can be tried at once. */
public final class SeedCommand {
  /** What {@code help} says of it. */
  public static final String USAGE =
      """
      usage: ./switchboard seed

      Fills the company "%s": a user of each role, chats on an example page, direct messages, reports, a role.
      What is there already stays as it is. Not with ENVIRONMENT=production, for the passwords are known to everybody."""
          .formatted(SampleCompany.NAME);

  private final Settings settings;
  private final PrintStream out;
  private final PrintStream err;

  public SeedCommand(Settings settings, PrintStream out, PrintStream err) {
    this.settings = settings;
    this.out = out;
    this.err = err;
  }

  /**
   * @throws Refusal with one line
   */
  public void run(List<String> words) {
    Arguments.parse(words, Set.of(), Set.of()).none();
    if (settings.stage() == Stage.PRODUCTION) {
      throw new Refusal("seed makes users whose passwords everybody knows: not in production");
    }
    try (var desk = Desk.open(settings, err::println)) {
      var filled = new SampleCompany(desk.features()).fill();
      var rows = new ArrayList<List<String>>();
      rows.add(List.of("USERNAME", "PASSWORD", "ROLE", ""));
      filled.logins().forEach(login -> rows.add(row(login)));
      out.println("Company " + SampleCompany.NAME + " (" + filled.company().id() + ")");
      Table.lines(rows).forEach(out::println);
      out.println(
          filled.fresh()
              ? "Made %d chats, direct messages and reports.".formatted(filled.chats())
              : "Its chats, direct messages and reports were there already.");
    }
  }

  private static List<String> row(SampleCompany.Login login) {
    return List.of(
        login.username(),
        login.fresh() ? login.password() : "-",
        login.role(),
        login.fresh() ? "" : "was there already");
  }
}
