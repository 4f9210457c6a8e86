package dev.switchboard.domain.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeadFormTest {
  @Test
  void threeLinesThatBeginWithTheFormsQuestionsAreALeadForm() {
    assertThat(LeadForm.matches("Full name: Ada\nPHONE NUMBER: 1\n  city: London")).isTrue();
  }

  @Test
  void twoSuchLinesAreWords() {
    assertThat(LeadForm.matches("full name: Ada\nhello\nemail: a@example.test")).isFalse();
  }

  @Test
  void aQuestionInTheMiddleOfALineDoesNotCount() {
    assertThat(LeadForm.matches("my full name\nmy email\nmy city")).isFalse();
  }

  @Test
  void aTypographicApostropheIsTheSameQuestion() {
    assertThat(
            LeadForm.matches(
                "What is your child\u2019s age: 4\r\n"
                    + "What is your primary goal for your child\u2019s development: speech\r\n"
                    + "Email: a@example.test"))
        .isTrue();
  }
}
