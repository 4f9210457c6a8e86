package dev.switchboard.bootstrap.settings;

import java.util.List;

/** Some settings are wrong; each problem is one line with the setting's name, never its value. */
public final class InvalidSettings extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient List<String> problems;

  public InvalidSettings(List<String> problems) {
    super(String.join("\n", problems), null, false, false);
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
