package dev.switchboard.chaos.check;

import dev.switchboard.chaos.history.Attempt;
import dev.switchboard.chaos.history.History;
import dev.switchboard.chaos.history.Outcome;
import dev.switchboard.chaos.history.Sight;
import dev.switchboard.chaos.history.Sight.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A short history in which every promise was kept; a test takes it and spoils one thing. */
final class Sound {
  static final long COMPANY = 1;
  static final long ADA = 11;
  static final long BO = 12;
  static final long CHIEF = 13;

  final List<Attempt> attempts =
      new ArrayList<>(
          List.of(
              incoming("m1", 100),
              incoming("m2", 200),
              new Attempt.Incoming(COMPANY, "900", "bob", "m3", "text m3", 50, Outcome.OK),
              new Attempt.Reply(COMPANY, ADA, 21, "c1", "answer 1", 1, Outcome.OK),
              new Attempt.Reply(COMPANY, ADA, 21, "", "answer 2", 2, Outcome.OK),
              new Attempt.Direct(COMPANY, ADA, BO, "d1", "direct 1", 3, Outcome.OK),
              new Attempt.Direct(COMPANY, ADA, BO, "", "direct 2", 4, Outcome.OK),
              new Attempt.Marked(21, 31, 5, Outcome.OK),
              new Attempt.Stray("s1", Outcome.OK)));

  final List<Sight> sights =
      new ArrayList<>(
          List.of(
              new Sight.Agent(COMPANY, ADA),
              new Sight.Agent(COMPANY, BO),
              new Sight.Chat(COMPANY, 21, "900", "ann", Optional.of(ADA), 1),
              new Sight.Chat(COMPANY, 22, "900", "bob", Optional.of(BO), 1),
              new Sight.Decision(COMPANY, 21, "new_conversation", Optional.of(ADA)),
              new Sight.Decision(COMPANY, 22, "new_conversation", Optional.of(BO)),
              customers(31, 21, "m1"),
              customers(32, 21, "m2"),
              answer(33, "answer 1", "g1", "c1", "read"),
              answer(34, "answer 2", "g2", "", "sent"),
              customers(35, 22, "m3"),
              new Sight.Direct(COMPANY, 41, ADA, BO, "direct 1", "d1", true),
              new Sight.Direct(COMPANY, 42, ADA, BO, "direct 2", "", false),
              new Sight.Counter("direct messages unread by " + BO, 1, 1),
              new Sight.Sent("900", "ann", "answer 1", "g1", "51"),
              new Sight.Sent("900", "ann", "answer 2", "g2", "52"),
              new Sight.Parked("{\"message\":{\"mid\":\"s1\"}}"),
              new Sight.Open("answers under way", 0),
              new Sight.Refusal("POST /messages", 503, true, ""),
              new Sight.Refusal("POST /messages", 404, false, ""),
              new Sight.Stream(
                  COMPANY,
                  CHIEF,
                  true,
                  4,
                  List.of(
                      frame(5, 4, "new_message", 31, "received"),
                      frame(6, 5, "new_message", 32, "received"),
                      frame(8, 6, "new_message", 33, "queued"),
                      frame(9, 8, "message_status", 33, "sent"),
                      frame(10, 9, "message_status", 33, "read"),
                      frame(12, 10, "new_message", 34, "queued"),
                      frame(13, 12, "message_status", 34, "sent"),
                      frame(14, 13, "new_message", 35, "received")),
                  List.of()),
              new Sight.Stream(
                  COMPANY,
                  BO,
                  false,
                  4,
                  List.of(
                      frame(7, 4, "direct_message", 41, ""),
                      frame(11, 7, "direct_message", 42, "")),
                  List.of())));

  static Attempt.Incoming incoming(String mid, long at) {
    return new Attempt.Incoming(COMPANY, "900", "ann", mid, "text " + mid, at, Outcome.OK);
  }

  static Sight.Message customers(long id, long chat, String mid) {
    return new Sight.Message(
        COMPANY, id, chat, "FACEBOOK_USER", "text " + mid, mid, "", "received");
  }

  static Sight.Message answer(long id, String text, String mid, String clientId, String status) {
    return new Sight.Message(COMPANY, id, 21, "AGENT", text, mid, clientId, status);
  }

  static Frame frame(long seq, long prev, String type, long message, String status) {
    return new Frame(seq, prev, type, message, status, "");
  }

  Sound with(Attempt attempt) {
    attempts.add(attempt);
    return this;
  }

  Sound with(Sight sight) {
    sights.add(sight);
    return this;
  }

  /** Fails where nothing is as described: a test that spoils nothing proves nothing. */
  Sound without(Object gone) {
    if (!attempts.remove(gone) && !sights.remove(gone)) {
      throw new IllegalArgumentException("not there: " + gone);
    }
    return this;
  }

  Sound changed(Sight before, Sight after) {
    sights.set(indexOf(sights, before), after);
    return this;
  }

  Sound changed(Attempt before, Attempt after) {
    attempts.set(indexOf(attempts, before), after);
    return this;
  }

  private static int indexOf(List<?> list, Object one) {
    var index = list.indexOf(one);
    if (index < 0) {
      throw new IllegalArgumentException("not there: " + one);
    }
    return index;
  }

  /** Changes the frames of the one who sees everything. */
  Sound frames(UnaryOperator<List<Frame>> change) {
    return frames(change, List.of());
  }

  /** As {@link #frames(UnaryOperator)}, with resets that were due. */
  Sound frames(UnaryOperator<List<Frame>> change, List<Sight.Anew> anew) {
    var before =
        sights.stream()
            .filter(Sight.Stream.class::isInstance)
            .map(Sight.Stream.class::cast)
            .findFirst()
            .orElseThrow();
    return changed(
        before,
        new Sight.Stream(
            before.company(),
            before.user(),
            before.everything(),
            before.from(),
            List.copyOf(change.apply(new ArrayList<>(before.frames()))),
            before.breaks(),
            anew));
  }

  History history() {
    var history = new History();
    attempts.forEach(history::add);
    sights.forEach(history::add);
    return history;
  }
}
