package dev.switchboard.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.domain.Rejection.FieldError;
import dev.switchboard.domain.Rejection.Forbidden;
import dev.switchboard.domain.Rejection.Invalid;
import dev.switchboard.domain.Rejection.Quota;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class RejectionTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Test
  void oneTryIsMadeGoodAgainInItsShareOfTheWindow() {
    assertThat(new Quota("login", 4, MINUTE).step()).isEqualTo(Duration.ofSeconds(15));
    assertThat(new Quota("a-b", 1, Duration.ofNanos(1)).step()).isEqualTo(Duration.ofNanos(1));
  }

  @Test
  void aQuotaThatAdmitsNothingOrHasNoNameIsNone() {
    for (var amount : List.of(0, -1)) {
      assertThatThrownBy(() -> new Quota("login", amount, MINUTE))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (var window : List.of(Duration.ZERO, MINUTE.negated())) {
      assertThatThrownBy(() -> new Quota("login", 1, window))
          .isInstanceOf(IllegalArgumentException.class);
    }
    for (var name : List.of("", "Login", "log in", "login1")) {
      assertThatThrownBy(() -> new Quota(name, 1, MINUTE))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void oneWrongFieldIsToldByItsName() {
    var invalid = Invalid.field("email", "form", "email must be an e-mail address");

    assertThat(invalid.code()).isEqualTo("form");
    assertThat(invalid.errors())
        .containsExactly(new FieldError("email", "form", "email must be an e-mail address"));
    assertThat(invalid.asException().reason()).isSameAs(invalid);
  }

  @Test
  void whatARejectionSaysDoesNotChangeAnyMore() {
    var errors = new ArrayList<>(List.of(new FieldError("a", "b", "c")));
    var invalid = new Invalid("code", "detail", errors);
    var facts = new HashMap<String, Object>();
    var forbidden = new Forbidden("code", "detail", facts);

    errors.clear();
    facts.put("late", true);

    assertThat(invalid.errors()).hasSize(1);
    assertThat(forbidden.facts()).isEmpty();
  }
}
