package dev.switchboard.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.switchboard.application.fixture.KnowsJackson;
import dev.switchboard.application.fixture.OrderManager;
import dev.switchboard.domain.fixture.KnowsLogging;
import dev.switchboard.mail.fixture.MailKnowsTheWeb;
import dev.switchboard.meta.fixture.KnowsTheWeb;
import dev.switchboard.meta.fixture.MakesUuids;
import dev.switchboard.meta.fixture.ReadsTheClock;
import dev.switchboard.meta.fixture.ReadsTheEnvironment;
import dev.switchboard.persistence.fixture.FixtureRow;
import dev.switchboard.redis.fixture.RedisKnowsTheWeb;
import dev.switchboard.web.fixture.KnowsARow;
import dev.switchboard.web.fixture.KnowsTheRoot;
import dev.switchboard.web.fixture.Normalises;
import dev.switchboard.web.fixture.Prints;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(location -> !location.contains("-tests.jar"))
          .importPackages("dev.switchboard");

  private static final java.util.List<ArchRule> RULES = Rules.ALL;

  @ParameterizedTest
  @FieldSource("RULES")
  void theProductKeepsTheRule(ArchRule rule) {
    rule.check(PRODUCT);
  }

  @Test
  void everyModuleIsLookedAt() {
    for (var module :
        new String[] {
          "domain", "application", "web", "persistence", "meta", "mail", "redis", "bootstrap"
        }) {
      assertThat(PRODUCT.stream().map(type -> type.getPackageName()))
          .anyMatch(name -> name.startsWith("dev.switchboard." + module));
    }
    assertThat(PRODUCT.stream().map(type -> type.getName()))
        .noneMatch(n -> n.contains(".fixture."));
  }

  /** A rule that never refused anything is decoration. */
  @ParameterizedTest
  @MethodSource("offenders")
  void theRuleRefusesItsOffender(ArchRule rule, Class<?>[] offender) {
    var verdict = rule.evaluate(new ClassFileImporter().importClasses(offender));

    assertThat(verdict.hasViolation()).isTrue();
    assertThat(verdict.getFailureReport().toString()).contains(offender[0].getSimpleName());
  }

  @Test
  void everyRuleHasAnOffender() {
    assertThat(offenders().map(arguments -> arguments.get()[0]).distinct())
        .containsExactlyInAnyOrderElementsOf(Rules.ALL);
  }

  static Stream<Arguments> offenders() {
    return Stream.of(
        offender(Rules.DOMAIN_KNOWS_ONLY_THE_JDK, KnowsLogging.class),
        offender(Rules.APPLICATION_KNOWS_ONLY_THE_DOMAIN, KnowsJackson.class),
        offender(
            Rules.ADAPTERS_DO_NOT_KNOW_EACH_OTHER,
            KnowsTheWeb.class,
            dev.switchboard.web.Access.class),
        offender(
            Rules.ADAPTERS_DO_NOT_KNOW_EACH_OTHER,
            MailKnowsTheWeb.class,
            dev.switchboard.web.Access.class),
        offender(
            Rules.ADAPTERS_DO_NOT_KNOW_EACH_OTHER,
            RedisKnowsTheWeb.class,
            dev.switchboard.web.Access.class),
        offender(Rules.NOBODY_KNOWS_THE_COMPOSITION_ROOT, KnowsTheRoot.class),
        offender(Rules.ROWS_STAY_INSIDE_PERSISTENCE, KnowsARow.class, FixtureRow.class),
        offender(Rules.TIME_COMES_FROM_A_CLOCK, ReadsTheClock.class),
        offender(Rules.IDS_COME_FROM_THEIR_PORT, MakesUuids.class),
        offender(Rules.SETTINGS_COME_FROM_OUTSIDE, ReadsTheEnvironment.class),
        offender(Rules.ONLY_THE_COMMAND_LINE_PRINTS, Prints.class),
        offender(Rules.TEXT_IS_NORMALISED_IN_ONE_PLACE, Normalises.class),
        offender(Rules.NO_BLOAT_NAMES, OrderManager.class));
  }

  private static Arguments offender(ArchRule rule, Class<?>... classes) {
    return Arguments.of(rule, classes);
  }
}
