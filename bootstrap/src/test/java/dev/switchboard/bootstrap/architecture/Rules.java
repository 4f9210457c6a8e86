package dev.switchboard.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.lang.ArchRule;
import dev.switchboard.domain.NormalText;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What the build refuses; {@link ArchitectureTest} shows each of them refusing something. */
final class Rules {
  private static final String DOMAIN = "dev.switchboard.domain..";
  private static final String APPLICATION = "dev.switchboard.application..";
  private static final String BOOTSTRAP = "dev.switchboard.bootstrap..";
  private static final Set<Class<?>> TIMES =
      Set.of(
          Instant.class,
          LocalDate.class,
          LocalDateTime.class,
          OffsetDateTime.class,
          ZonedDateTime.class);

  static final ArchRule DOMAIN_KNOWS_ONLY_THE_JDK =
      classes()
          .that()
          .resideInAPackage(DOMAIN)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(DOMAIN, "java..");

  static final ArchRule APPLICATION_KNOWS_ONLY_THE_DOMAIN =
      classes()
          .that()
          .resideInAPackage(APPLICATION)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(APPLICATION, DOMAIN, "java..", "javax.crypto..", "org.slf4j..");

  static final ArchRule ADAPTERS_DO_NOT_KNOW_EACH_OTHER =
      slices()
          .matching("dev.switchboard.(web|persistence|meta|mail|redis)..")
          .should()
          .notDependOnEachOther();

  static final ArchRule NOBODY_KNOWS_THE_COMPOSITION_ROOT =
      noClasses()
          .that()
          .resideOutsideOfPackage(BOOTSTRAP)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(BOOTSTRAP);

  static final ArchRule ROWS_STAY_INSIDE_PERSISTENCE =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.switchboard.persistence..")
          .should()
          .dependOnClassesThat()
          .areAnnotatedWith("jakarta.persistence.Entity");

  static final ArchRule TIME_COMES_FROM_A_CLOCK =
      outsideBootstrap(describe("read the machine's clock", Rules::readsTheMachinesClock));

  static final ArchRule IDS_COME_FROM_THEIR_PORT =
      outsideBootstrap(describe("make a random UUID", call -> is(call, UUID.class, "randomUUID")));

  static final ArchRule SETTINGS_COME_FROM_OUTSIDE =
      outsideBootstrap(describe("read the environment", call -> is(call, System.class, "getenv")));

  static final ArchRule ONLY_THE_COMMAND_LINE_PRINTS =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.switchboard.bootstrap.Main")
          .should()
          .accessTargetWhere(describe("is the console", Rules::isTheConsole));

  static final ArchRule TEXT_IS_NORMALISED_IN_ONE_PLACE =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(NormalText.class.getName())
          .should()
          .callCodeUnitWhere(
              describe("normalise", call -> is(call, Normalizer.class, "normalize")));

  static final ArchRule NO_BLOAT_NAMES =
      noClasses()
          .should()
          .haveNameMatching(".*(Impl|Manager|Mapper|Util|Utils|Helper|Dto|UseCase)");

  static final List<ArchRule> ALL =
      List.of(
          DOMAIN_KNOWS_ONLY_THE_JDK,
          APPLICATION_KNOWS_ONLY_THE_DOMAIN,
          ADAPTERS_DO_NOT_KNOW_EACH_OTHER,
          NOBODY_KNOWS_THE_COMPOSITION_ROOT,
          ROWS_STAY_INSIDE_PERSISTENCE,
          TIME_COMES_FROM_A_CLOCK,
          IDS_COME_FROM_THEIR_PORT,
          SETTINGS_COME_FROM_OUTSIDE,
          ONLY_THE_COMMAND_LINE_PRINTS,
          TEXT_IS_NORMALISED_IN_ONE_PLACE,
          NO_BLOAT_NAMES);

  private Rules() {}

  private static ArchRule outsideBootstrap(DescribedPredicate<JavaCall<?>> call) {
    return noClasses().that().resideOutsideOfPackage(BOOTSTRAP).should().callCodeUnitWhere(call);
  }

  private static boolean readsTheMachinesClock(JavaCall<?> call) {
    var now =
        call.getName().equals("now")
            && call.getTarget().getRawParameterTypes().isEmpty()
            && TIMES.stream().anyMatch(call.getTargetOwner()::isEquivalentTo);
    var system =
        call.getName().startsWith("system") && call.getTargetOwner().isEquivalentTo(Clock.class);
    return now || system || is(call, System.class, "currentTimeMillis");
  }

  private static boolean is(JavaCall<?> call, Class<?> owner, String name) {
    return call.getName().equals(name) && call.getTargetOwner().isEquivalentTo(owner);
  }

  private static boolean isTheConsole(JavaAccess<?> access) {
    var stream =
        access instanceof JavaFieldAccess
            && access.getTargetOwner().isEquivalentTo(System.class)
            && Set.of("out", "err").contains(access.getName());
    return stream
        || access.getTargetOwner().isEquivalentTo(IO.class)
        || access.getName().equals("printStackTrace");
  }
}
