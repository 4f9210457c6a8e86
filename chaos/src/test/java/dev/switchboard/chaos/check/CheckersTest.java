package dev.switchboard.chaos.check;

import static dev.switchboard.chaos.check.Sound.ADA;
import static dev.switchboard.chaos.check.Sound.COMPANY;
import static dev.switchboard.chaos.check.Sound.answer;
import static dev.switchboard.chaos.check.Sound.frame;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.chaos.history.Attempt;
import dev.switchboard.chaos.history.Outcome;
import dev.switchboard.chaos.history.Sight;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each checker finds what it is there for, and nothing in a history in which all is well. */
class CheckersTest {
  private static Sound sound() {
    return new Sound();
  }

  @Test
  void nothingIsFoundWhereAllIsWell() {
    var history = sound().history();
    assertThat(Checkers.all())
        .allSatisfy(checker -> assertThat(checker.violations(history)).isEmpty());
  }

  @Test
  void everyCheckerIsShownToFail() {
    assertThat(Spoilt.all().map(Spoilt::by).map(Class::getName).collect(Collectors.toSet()))
        .isEqualTo(
            Checkers.all().stream().map(c -> c.getClass().getName()).collect(Collectors.toSet()));
  }

  @TestFactory
  Stream<DynamicTest> whatIsSpoiltIsFound() {
    return Spoilt.all()
        .map(
            spoilt ->
                DynamicTest.dynamicTest(
                    spoilt.by().getSimpleName() + ": " + spoilt.word(),
                    () ->
                        assertThat(found(spoilt))
                            .singleElement()
                            .asString()
                            .contains(spoilt.word())));
  }

  private static List<String> found(Spoilt spoilt) {
    var checker = Checkers.all().stream().filter(spoilt.by()::isInstance).findFirst().orElseThrow();
    return checker.violations(spoilt.sound().history());
  }

  @Test
  void whatNobodyAnsweredMayBeThereOrNot() {
    var unknown = new Attempt.Reply(COMPANY, ADA, 21, "", "maybe", 9, Outcome.UNKNOWN);
    var absent = sound().with(unknown).history();
    var there =
        sound()
            .with(unknown)
            .with(answer(39, "maybe", "g9", "", "sent"))
            .with(new Sight.Sent("900", "ann", "maybe", "g9", "59"))
            .frames(all -> Spoilt.plus(all, frame(15, 14, "new_message", 39, "queued")))
            .history();
    assertThat(Checkers.all())
        .allSatisfy(
            checker -> {
              assertThat(checker.violations(absent)).isEmpty();
              assertThat(checker.violations(there)).isEmpty();
            });
  }

  @Test
  void aMarkThatNobodyAnsweredLeavesTwoCounts() {
    var marked = new Attempt.Marked(21, 32, 9, Outcome.UNKNOWN);
    var done = new Sight.Chat(COMPANY, 21, "900", "ann", Optional.of(ADA), 0);
    assertThat(new CountersRight().violations(sound().with(marked).history())).isEmpty();
    assertThat(
            new CountersRight()
                .violations(sound().with(marked).changed(Spoilt.CHAT, done).history()))
        .isEmpty();
  }

  @Test
  void whatArrivesInFrontOfWhatWasSeenMayBeUnreadStill() {
    assertThat(new CountersRight().violations(inFront().history())).isEmpty();
    var counted = new Sight.Chat(COMPANY, 21, "900", "ann", Optional.of(ADA), 0);
    assertThat(new CountersRight().violations(inFront().changed(Spoilt.CHAT, counted).history()))
        .isEmpty();
    var more = new Sight.Chat(COMPANY, 21, "900", "ann", Optional.of(ADA), 2);
    assertThat(new CountersRight().violations(inFront().changed(Spoilt.CHAT, more).history()))
        .singleElement()
        .asString()
        .contains("2 told, [0, 1] counted");
  }

  @Test
  void whoIsResetInDueCourseHasWhatTheyLoadAndWhatFollows() {
    assertThat(violations(reset(13, Set.of(34L)))).isEmpty();
    assertThat(violations(reset(12, Set.of(34L)))).singleElement().asString().contains("after 12");
    assertThat(violations(reset(13, Set.of()))).singleElement().asString().contains("missed 34");
  }

  /** Behind the third frame, after which four are missed; one of them is of a message. */
  private static Sound reset(long from, Set<Long> loaded) {
    return sound()
        .frames(
            all -> Stream.concat(all.stream().limit(3), Stream.of(all.getLast())).toList(),
            List.of(new Sight.Anew(3, from, loaded)));
  }

  private static List<String> violations(Sound sound) {
    return Stream.of(new ChainUnbroken(), new FramesComplete())
        .flatMap(checker -> checker.violations(sound.history()).stream())
        .toList();
  }

  /** The later message was there first, and was seen. */
  private static Sound inFront() {
    return sound()
        .with(new Attempt.Marked(21, 32, 9, Outcome.OK))
        .frames(
            all ->
                List.of(
                    frame(5, 4, "new_message", 32, "received"),
                    frame(6, 5, "new_message", 31, "received")));
  }
}
