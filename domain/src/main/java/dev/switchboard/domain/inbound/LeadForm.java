package dev.switchboard.domain.inbound;

import java.util.List;
import java.util.Locale;

/**
 * Tells the text of a filled-in lead form from words that somebody typed. A lead form is flagged
 * and given to nobody: whoever works on leads takes it from there.
 */
public final class LeadForm {
  private static final int ENOUGH = 3;
  private static final List<String> QUESTIONS =
      List.of(
          "what is your child's age",
          "what is your primary goal for your child's development",
          "full name",
          "phone number",
          "email",
          "city");

  private LeadForm() {}

  /** At least three lines begin with one of the form's questions, in any case. */
  public static boolean matches(String text) {
    return text.lines().map(LeadForm::normalised).filter(LeadForm::asks).limit(ENOUGH).count()
        == ENOUGH;
  }

  private static String normalised(String line) {
    return line.strip().toLowerCase(Locale.ROOT).replace('\u2019', '\'');
  }

  private static boolean asks(String line) {
    return QUESTIONS.stream().anyMatch(line::startsWith);
  }
}
