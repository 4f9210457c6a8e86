package dev.switchboard.domain.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CompanyTest {
  private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static Company named(String name) {
    return Company.named(new CompanyId(1), name, NOON);
  }

  @Test
  void aNameIsOneLineOfAtMostTwoHundredCharacters() {
    assertThat(named(" Acme ").name()).isEqualTo("Acme");
    assertThat(named("😀".repeat(200)).name()).isNotEmpty();
    assertThatThrownBy(() -> named("x".repeat(201))).hasMessage("too_long");
    assertThatThrownBy(() -> named("  ")).hasMessage("blank");
    assertThatThrownBy(() -> named("a\nb")).hasMessage("control_character");
  }

  @Test
  void aRenamedCompanyIsAsOldAsItWas() {
    var renamed = named("Acme").renamed("Other", NOON.plusSeconds(1));

    assertThat(renamed.name()).isEqualTo("Other");
    assertThat(renamed.createdAt()).isEqualTo(NOON);
    assertThat(renamed.updatedAt()).isEqualTo(NOON.plusSeconds(1));
  }
}
