package dev.switchboard.application.outbound;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers as it is told, else with success; keeps a ledger of every call. */
public final class ScriptedGateway implements ChannelGateway {
  private final List<Call> calls = new ArrayList<>();
  private final List<Instant> lookUps = new ArrayList<>();
  private final Queue<Function<Call, Sent>> answers = new ArrayDeque<>();
  private Found found = new Found.Candidates(List.of());
  private boolean unreachable;
  private Supplier<Profile> profile =
      () -> new Profile.Known(Optional.of("Ada Lovelace"), Optional.empty());

  /** For the next send without an answer yet. */
  public ScriptedGateway answer(Sent answer) {
    answers.add(_ -> answer);
    return this;
  }

  public ScriptedGateway refuse(SendFailure.Kind kind) {
    return answer(
        new Sent.Refused(
            new SendFailure(kind, "code_" + kind.name().toLowerCase(), "Because of " + kind)));
  }

  /** Runs while the platform has the call and we have no answer yet. */
  public ScriptedGateway meanwhile(Function<Call, Sent> answer) {
    answers.add(answer);
    return this;
  }

  public ScriptedGateway finds(Found answer) {
    found = answer;
    return this;
  }

  public ScriptedGateway profile(Supplier<Profile> answer) {
    profile = answer;
    return this;
  }

  public List<Call> calls() {
    return calls;
  }

  public List<String> texts() {
    return calls.stream().map(call -> call.part().text()).toList();
  }

  public List<Instant> lookUps() {
    return lookUps;
  }

  @Override
  public Sent send(Target target, Call call) {
    calls.add(call);
    var answer = answers.poll();
    return answer == null ? new Sent.Accepted("m_" + calls.size()) : answer.apply(call);
  }

  @Override
  public Found lookUp(Target target, SendPart part, Instant since) {
    lookUps.add(since);
    return found;
  }

  @Override
  public Profile profile(Target target) {
    return profile.get();
  }

  public ScriptedGateway unreachable(boolean now) {
    unreachable = now;
    return this;
  }

  @Override
  public boolean unreachable() {
    return unreachable;
  }
}
