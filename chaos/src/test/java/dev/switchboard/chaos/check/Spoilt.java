package dev.switchboard.chaos.check;

import static dev.switchboard.chaos.check.Sound.ADA;
import static dev.switchboard.chaos.check.Sound.BO;
import static dev.switchboard.chaos.check.Sound.COMPANY;
import static dev.switchboard.chaos.check.Sound.answer;
import static dev.switchboard.chaos.check.Sound.customers;
import static dev.switchboard.chaos.check.Sound.frame;
import static dev.switchboard.chaos.check.Sound.incoming;

import dev.switchboard.chaos.history.Attempt;
import dev.switchboard.chaos.history.Outcome;
import dev.switchboard.chaos.history.Sight;
import dev.switchboard.chaos.history.Sight.Frame;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A history in which one thing is wrong, and who is to find it.
 *
 * @param word in the one violation that is found
 */
record Spoilt(Class<? extends Checker> by, String word, Sound sound) {
  private static final Attempt.Direct DIRECT =
      new Attempt.Direct(COMPANY, ADA, BO, "d1", "direct 1", 3, Outcome.OK);
  private static final Sight.Direct STORED_DIRECT =
      new Sight.Direct(COMPANY, 41, ADA, BO, "direct 1", "d1", true);
  static final Sight.Chat CHAT = new Sight.Chat(COMPANY, 21, "900", "ann", Optional.of(ADA), 1);
  private static final Sight.Decision DECISION =
      new Sight.Decision(COMPANY, 21, "new_conversation", Optional.of(ADA));
  private static final Sight.Sent SENT = new Sight.Sent("900", "ann", "answer 1", "g1", "51");
  private static final Sight.Message ANSWER = answer(33, "answer 1", "g1", "c1", "read");

  static Stream<Spoilt> all() {
    return Stream.of(messages(), own(), order(), frames(), people(), sends(), rest())
        .flatMap(List::stream);
  }

  private static Spoilt by(Class<? extends Checker> checker, String word, Sound sound) {
    return new Spoilt(checker, word, sound);
  }

  private static Sound good() {
    return new Sound();
  }

  private static List<Spoilt> messages() {
    return List.of(
        by(MessagesKept.class, "lost", good().without(customers(32, 21, "m2"))),
        by(MessagesKept.class, "2 times", good().with(customers(39, 21, "m2"))),
        by(MessagesKept.class, "never sent", good().with(customers(39, 21, "m9"))),
        by(
            MessagesKept.class,
            "wrong chat",
            good().changed(customers(32, 21, "m2"), customers(32, 22, "m2"))),
        by(
            MessagesKept.class,
            "other words",
            good()
                .changed(
                    customers(32, 21, "m2"),
                    new Sight.Message(
                        COMPANY, 32, 21, "FACEBOOK_USER", "?", "m2", "", "received"))));
  }

  private static List<Spoilt> own() {
    return List.of(
        by(RepliesKept.class, "lost", good().without(ANSWER)),
        by(RepliesKept.class, "2 times", good().with(answer(39, "answer 1", "g9", "c1", "sent"))),
        by(RepliesKept.class, "never sent", good().with(answer(39, "no", "g9", "", "sent"))),
        by(
            RepliesKept.class,
            "another name",
            good().changed(ANSWER, answer(33, "answer 1", "g1", "c7", "read"))),
        by(
            RepliesKept.class,
            "refused, but there",
            good()
                .with(new Attempt.Reply(COMPANY, ADA, 21, "", "late", 9, Outcome.FAIL))
                .with(answer(39, "late", "g9", "", "sent"))),
        by(
            RepliesKept.class,
            "taken for another's",
            good()
                .with(
                    new Sight.Message(
                        COMPANY, 39, 21, "FACEBOOK_PAGE", "answer 1", "g1", "", "sent"))),
        by(DirectsKept.class, "lost", good().without(STORED_DIRECT)),
        by(
            DirectsKept.class,
            "2 times",
            good().with(new Sight.Direct(COMPANY, 49, ADA, BO, "direct 1", "d1", true))));
  }

  private static List<Spoilt> order() {
    return List.of(
        by(OrderKept.class, "customer", good().changed(incoming("m1", 100), incoming("m1", 300))),
        by(
            OrderKept.class,
            "agent",
            good()
                .changed(
                    new Attempt.Reply(COMPANY, ADA, 21, "c1", "answer 1", 1, Outcome.OK),
                    new Attempt.Reply(COMPANY, ADA, 21, "c1", "answer 1", 7, Outcome.OK))),
        by(
            OrderKept.class,
            "direct 2",
            good()
                .changed(
                    DIRECT,
                    new Attempt.Direct(COMPANY, ADA, BO, "d1", "direct 1", 9, Outcome.OK))));
  }

  private static List<Spoilt> frames() {
    return List.of(
        by(
            ChainUnbroken.class,
            "after 6 came 7 -> 8",
            good()
                .frames(
                    all -> {
                      all.set(2, frame(8, 7, "new_message", 33, "queued"));
                      return all;
                    })),
        by(
            ChainUnbroken.class,
            "after 13 came 13 -> 13",
            good()
                .frames(
                    all -> {
                      all.set(7, frame(13, 13, "new_message", 35, "received"));
                      return all;
                    })),
        by(
            ChainUnbroken.class,
            "reset",
            good().with(new Sight.Stream(2, 99, false, 0, List.of(), List.of("reset")))),
        by(FramesComplete.class, "missed 35", good().frames(all -> all.subList(0, 7))),
        by(
            FramesComplete.class,
            "twice 31",
            good().frames(all -> plus(all, frame(15, 14, "new_message", 31, "received")))),
        by(
            FramesComplete.class,
            "not there: 99",
            good().frames(all -> plus(all, frame(15, 14, "new_message", 99, "received")))),
        by(
            FramesComplete.class,
            "missed 43",
            good().with(new Sight.Direct(COMPANY, 43, BO, ADA, "direct 3", "", false))),
        by(
            StatesGrow.class,
            "back to sent",
            good().frames(all -> plus(all, frame(15, 14, "message_status", 33, "sent")))),
        by(
            StatesGrow.class,
            "in the end",
            good().changed(ANSWER, answer(33, "answer 1", "g1", "c1", "delivered"))));
  }

  static List<Frame> plus(List<Frame> all, Frame one) {
    all.add(one);
    return all;
  }

  private static List<Spoilt> people() {
    return List.of(
        by(
            OneChat.class,
            "2 chats",
            good().with(new Sight.Chat(COMPANY, 29, "900", "ann", Optional.of(BO), 0))),
        by(
            OneAssignee.class,
            "nobody's",
            good().changed(CHAT, new Sight.Chat(COMPANY, 21, "900", "ann", Optional.empty(), 1))),
        by(OneAssignee.class, "decided 2 times", good().with(DECISION)),
        by(OneAssignee.class, "decided 0 times", good().without(DECISION)),
        by(
            OneAssignee.class,
            "not with whom",
            good().changed(CHAT, new Sight.Chat(COMPANY, 21, "900", "ann", Optional.of(BO), 1))),
        by(
            FairTurns.class,
            "[2, 0]",
            good()
                .changed(
                    new Sight.Chat(COMPANY, 22, "900", "bob", Optional.of(BO), 1),
                    new Sight.Chat(COMPANY, 22, "900", "bob", Optional.of(ADA), 1))),
        by(
            CountersRight.class,
            "2 told, [1] counted",
            good().changed(CHAT, new Sight.Chat(COMPANY, 21, "900", "ann", Optional.of(ADA), 2))),
        by(
            CountersRight.class,
            "3 told, 1 counted",
            good().with(new Sight.Counter("unread", 3, 1))));
  }

  private static List<Spoilt> sends() {
    return List.of(
        by(
            SentOnce.class,
            "2 times",
            good().with(new Sight.Sent("900", "ann", "answer 1", "g9", "51"))),
        by(SentOnce.class, "never sent", good().without(SENT)),
        by(
            SentOnce.class,
            "still queued",
            good().without(SENT).changed(ANSWER, answer(33, "answer 1", "", "c1", "queued"))),
        by(
            SentOnce.class,
            "failed, but sent",
            good().changed(ANSWER, answer(33, "answer 1", "", "c1", "failed"))),
        by(
            SentOnce.class,
            "another id",
            good().changed(ANSWER, answer(33, "answer 1", "g7", "c1", "read"))),
        by(
            SentOnce.class,
            "nobody's",
            good().with(new Sight.Sent("900", "ann", "what?", "g9", "59"))),
        by(SentOnce.class, "but gone", good().without(ANSWER)),
        by(SentInOrder.class, "answer 1", good().without(SENT).with(SENT)));
  }

  private static List<Spoilt> rest() {
    return List.of(
        by(OwnWritesRead.class, "c1", good().with(new Sight.Unread(COMPANY, "c1", "/messages"))),
        by(WallsHold.class, "secret", good().with(new Sight.Leak(COMPANY, "socket", "secret"))),
        by(InboxDrained.class, "3 answers", good().with(new Sight.Open("answers", 3))),
        by(
            InboxDrained.class,
            "not parked",
            good().without(new Sight.Parked("{\"message\":{\"mid\":\"s1\"}}"))),
        by(InboxDrained.class, "but good", good().with(new Sight.Parked("{\"mid\":\"m1\"}"))),
        by(
            RefusalsHonest.class,
            "500",
            good().with(new Sight.Refusal("GET /x", 500, true, "oops"))),
        by(
            RefusalsHonest.class,
            "503",
            good().with(new Sight.Refusal("GET /x", 503, false, "later"))),
        by(
            RefusalsHonest.class,
            "429",
            good().with(new Sight.Refusal("GET /x", 429, false, "slow"))),
        by(DrillsPassed.class, "31 s", good().with(new Sight.Broken("the stop took 31 s"))));
  }
}
