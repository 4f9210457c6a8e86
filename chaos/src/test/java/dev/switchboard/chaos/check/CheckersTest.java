package dev.switchboard.chaos.check;

import static dev.switchboard.chaos.check.Sound.ADA;
import static dev.switchboard.chaos.check.Sound.BO;
import static dev.switchboard.chaos.check.Sound.COMPANY;
import static dev.switchboard.chaos.check.Sound.answer;
import static dev.switchboard.chaos.check.Sound.customers;
import static dev.switchboard.chaos.check.Sound.frame;
import static dev.switchboard.chaos.check.Sound.incoming;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.chaos.history.Attempt;
import dev.switchboard.chaos.history.Outcome;
import dev.switchboard.chaos.history.Sight;
import dev.switchboard.chaos.history.Sight.Frame;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each checker finds what it is there for, and nothing in a history in which all is well. */
class CheckersTest {
  private static final Attempt.Direct DIRECT =
      new Attempt.Direct(COMPANY, ADA, BO, "d1", "direct 1", 3, Outcome.OK);
  private static final Sight.Direct STORED_DIRECT =
      new Sight.Direct(COMPANY, 41, ADA, BO, "direct 1", "d1", true);
  private static final Sight.Chat CHAT =
      new Sight.Chat(COMPANY, 21, "900", "ann", Optional.of(ADA), 1);
  private static final Sight.Decision DECISION =
      new Sight.Decision(COMPANY, 21, "new_conversation", Optional.of(ADA));
  private static final Sight.Sent SENT = new Sight.Sent("900", "ann", "answer 1", "g1", "51");
  private static final Sight.Message ANSWER = answer(33, "answer 1", "g1", "c1", "read");

  /**
   * @param word in the one violation that is found
   */
  private record Spoilt(Class<? extends Checker> by, String word, Sound sound) {}

  private static Spoilt by(Class<? extends Checker> checker, String word, Sound sound) {
    return new Spoilt(checker, word, sound);
  }

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
    assertThat(spoilt().map(Spoilt::by).map(Class::getName).collect(Collectors.toSet()))
        .isEqualTo(
            Checkers.all().stream().map(c -> c.getClass().getName()).collect(Collectors.toSet()));
  }

  @TestFactory
  Stream<DynamicTest> whatIsSpoiltIsFound() {
    return spoilt()
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
    var checker =
        Checkers.all().stream().filter(spoilt.by()::isInstance).findFirst().orElseThrow();
    return checker.violations(spoilt.sound().history());
  }

  private static Stream<Spoilt> spoilt() {
    return Stream.of(messages(), own(), order(), frames(), people(), sends(), rest())
        .flatMap(List::stream);
  }

  private static List<Spoilt> messages() {
    return List.of(
        by(MessagesKept.class, "lost", sound().without(customers(32, 21, "m2"))),
        by(MessagesKept.class, "2 times", sound().with(customers(39, 21, "m2"))),
        by(MessagesKept.class, "never sent", sound().with(customers(39, 21, "m9"))),
        by(
            MessagesKept.class,
            "wrong chat",
            sound().changed(customers(32, 21, "m2"), customers(32, 22, "m2"))),
        by(
            MessagesKept.class,
            "other words",
            sound()
                .changed(
                    customers(32, 21, "m2"),
                    new Sight.Message(
                        COMPANY, 32, 21, "FACEBOOK_USER", "?", "m2", "", "received"))));
  }

  private static List<Spoilt> own() {
    return List.of(
        by(RepliesKept.class, "lost", sound().without(ANSWER)),
        by(
            RepliesKept.class,
            "2 times",
            sound().with(answer(39, "answer 1", "g9", "c1", "sent"))),
        by(RepliesKept.class, "never sent", sound().with(answer(39, "no", "g9", "", "sent"))),
        by(
            RepliesKept.class,
            "another name",
            sound().changed(ANSWER, answer(33, "answer 1", "g1", "c7", "read"))),
        by(
            RepliesKept.class,
            "refused, but there",
            sound()
                .with(new Attempt.Reply(COMPANY, ADA, 21, "", "late", 9, Outcome.FAIL))
                .with(answer(39, "late", "g9", "", "sent"))),
        by(
            RepliesKept.class,
            "taken for another's",
            sound()
                .with(
                    new Sight.Message(
                        COMPANY, 39, 21, "FACEBOOK_PAGE", "answer 1", "g1", "", "sent"))),
        by(DirectsKept.class, "lost", sound().without(STORED_DIRECT)),
        by(
            DirectsKept.class,
            "2 times",
            sound().with(new Sight.Direct(COMPANY, 49, ADA, BO, "direct 1", "d1", true))));
  }

  private static List<Spoilt> order() {
    return List.of(
        by(
            OrderKept.class,
            "customer",
            sound().changed(incoming("m1", 100), incoming("m1", 300))),
        by(
            OrderKept.class,
            "agent",
            sound()
                .changed(
                    new Attempt.Reply(COMPANY, ADA, 21, "c1", "answer 1", 1, Outcome.OK),
                    new Attempt.Reply(COMPANY, ADA, 21, "c1", "answer 1", 7, Outcome.OK))),
        by(
            OrderKept.class,
            "direct 2",
            sound()
                .changed(
                    DIRECT,
                    new Attempt.Direct(COMPANY, ADA, BO, "d1", "direct 1", 9, Outcome.OK))));
  }

  private static List<Spoilt> frames() {
    return List.of(
        by(
            ChainUnbroken.class,
            "after 6 came 7 -> 8",
            sound()
                .frames(
                    all -> {
                      all.set(2, frame(8, 7, "new_message", 33, "queued"));
                      return all;
                    })),
        by(
            ChainUnbroken.class,
            "after 13 came 13 -> 13",
            sound()
                .frames(
                    all -> {
                      all.set(7, frame(13, 13, "new_message", 35, "received"));
                      return all;
                    })),
        by(
            ChainUnbroken.class,
            "reset",
            sound().with(new Sight.Stream(2, 99, false, 0, List.of(), List.of("reset")))),
        by(FramesComplete.class, "missed 35", sound().frames(all -> all.subList(0, 7))),
        by(
            FramesComplete.class,
            "twice 31",
            sound().frames(all -> plus(all, frame(15, 14, "new_message", 31, "received")))),
        by(
            FramesComplete.class,
            "not there: 99",
            sound().frames(all -> plus(all, frame(15, 14, "new_message", 99, "received")))),
        by(
            FramesComplete.class,
            "missed 43",
            sound().with(new Sight.Direct(COMPANY, 43, BO, ADA, "direct 3", "", false))),
        by(
            StatesGrow.class,
            "back to sent",
            sound().frames(all -> plus(all, frame(15, 14, "message_status", 33, "sent")))),
        by(
            StatesGrow.class,
            "in the end",
            sound().changed(ANSWER, answer(33, "answer 1", "g1", "c1", "delivered"))));
  }

  private static List<Frame> plus(List<Frame> all, Frame one) {
    all.add(one);
    return all;
  }

  private static List<Spoilt> people() {
    return List.of(
        by(
            OneChat.class,
            "2 chats",
            sound().with(new Sight.Chat(COMPANY, 29, "900", "ann", Optional.of(BO), 0))),
        by(
            OneAssignee.class,
            "nobody's",
            sound().changed(CHAT, new Sight.Chat(COMPANY, 21, "900", "ann", Optional.empty(), 1))),
        by(OneAssignee.class, "decided 2 times", sound().with(DECISION)),
        by(OneAssignee.class, "decided 0 times", sound().without(DECISION)),
        by(
            OneAssignee.class,
            "not with whom",
            sound().changed(CHAT, new Sight.Chat(COMPANY, 21, "900", "ann", Optional.of(BO), 1))),
        by(
            FairTurns.class,
            "[2, 0]",
            sound()
                .changed(
                    new Sight.Chat(COMPANY, 22, "900", "bob", Optional.of(BO), 1),
                    new Sight.Chat(COMPANY, 22, "900", "bob", Optional.of(ADA), 1))),
        by(
            CountersRight.class,
            "2 told, [1] counted",
            sound().changed(CHAT, new Sight.Chat(COMPANY, 21, "900", "ann", Optional.of(ADA), 2))),
        by(
            CountersRight.class,
            "3 told, 1 counted",
            sound().with(new Sight.Counter("unread", 3, 1))));
  }

  private static List<Spoilt> sends() {
    return List.of(
        by(
            SentOnce.class,
            "2 times",
            sound().with(new Sight.Sent("900", "ann", "answer 1", "g9", "51"))),
        by(SentOnce.class, "never sent", sound().without(SENT)),
        by(
            SentOnce.class,
            "still queued",
            sound()
                .without(SENT)
                .changed(ANSWER, answer(33, "answer 1", "", "c1", "queued"))),
        by(
            SentOnce.class,
            "failed, but sent",
            sound().changed(ANSWER, answer(33, "answer 1", "", "c1", "failed"))),
        by(
            SentOnce.class,
            "another id",
            sound().changed(ANSWER, answer(33, "answer 1", "g7", "c1", "read"))),
        by(
            SentOnce.class,
            "nobody's",
            sound().with(new Sight.Sent("900", "ann", "what?", "g9", "59"))),
        by(SentOnce.class, "but gone", sound().without(ANSWER)),
        by(SentInOrder.class, "answer 1", sound().without(SENT).with(SENT)));
  }

  private static List<Spoilt> rest() {
    return List.of(
        by(OwnWritesRead.class, "c1", sound().with(new Sight.Unread(COMPANY, "c1", "/messages"))),
        by(WallsHold.class, "secret", sound().with(new Sight.Leak(COMPANY, "socket", "secret"))),
        by(InboxDrained.class, "3 answers", sound().with(new Sight.Open("answers", 3))),
        by(
            InboxDrained.class,
            "not parked",
            sound().without(new Sight.Parked("{\"message\":{\"mid\":\"s1\"}}"))),
        by(InboxDrained.class, "but good", sound().with(new Sight.Parked("{\"mid\":\"m1\"}"))),
        by(
            RefusalsHonest.class,
            "500",
            sound().with(new Sight.Refusal("GET /x", 500, true, "oops"))),
        by(
            RefusalsHonest.class,
            "503",
            sound().with(new Sight.Refusal("GET /x", 503, false, "later"))),
        by(
            RefusalsHonest.class,
            "429",
            sound().with(new Sight.Refusal("GET /x", 429, false, "slow"))),
        by(DrillsPassed.class, "31 s", sound().with(new Sight.Broken("the stop took 31 s"))));
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
            .frames(all -> plus(all, frame(15, 14, "new_message", 39, "queued")))
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
    assertThat(new CountersRight().violations(sound().with(marked).changed(CHAT, done).history()))
        .isEmpty();
  }
}
