package dev.switchboard.application.direct;

import static dev.switchboard.application.conversation.AConversation.NOON;

import dev.switchboard.application.InMemoryIds;
import dev.switchboard.application.InMemoryTransactions;
import dev.switchboard.application.account.Caller;
import dev.switchboard.application.account.GivenRights;
import dev.switchboard.application.outbound.SettableClock;
import dev.switchboard.application.stream.InMemoryStreams;
import dev.switchboard.application.stream.StreamEvent;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.direct.DirectMessage;
import dev.switchboard.domain.direct.DirectText;
import dev.switchboard.domain.user.SessionId;
import dev.switchboard.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A company whose users write to each other, in memory. */
public final class AnOffice {
  public final InMemoryIds ids = new InMemoryIds();
  public final InMemoryTransactions transactions = new InMemoryTransactions();
  public final GivenRights rights = new GivenRights();
  public final InMemoryStreams streams = new InMemoryStreams(transactions);
  public final InMemoryDirectWorld world = new InMemoryDirectWorld(ids);
  public final InMemoryDirectMessages messages = new InMemoryDirectMessages(transactions, world);
  public final SettableClock clock = new SettableClock(NOON);
  public final CompanyId company = world.company();

  public final SendDirectMessage send =
      new SendDirectMessage(transactions, rights, messages, streams, ids, clock, Runnable::run);
  public final EditDirectMessage edit =
      new EditDirectMessage(transactions, rights, messages, streams, clock);
  public final ReadDirectMessage read =
      new ReadDirectMessage(transactions, rights, messages, streams, clock);
  public final ReadDirectConversations readAll =
      new ReadDirectConversations(transactions, rights, messages, streams, clock);
  public final DeleteDirectMessage delete =
      new DeleteDirectMessage(transactions, rights, messages, streams);

  /** A new colleague, who may do nothing in particular. */
  public Caller colleague(String name) {
    return caller(company, name);
  }

  /** Somebody of another company. */
  public Caller stranger() {
    return caller(world.company(), "Eve");
  }

  private Caller caller(CompanyId of, String name) {
    var user = world.user(of, name);
    return new Caller(
        of, user, new SessionId(user.value()), name, name + "@example.test", false, Set.of());
  }

  public DirectMessage write(Caller from, UserId to, String text) {
    return send.handle(
        new SendDirectMessage.Command(
            from, to, Optional.empty(), new DirectText(text), Optional.empty(), Optional.empty()));
  }

  /** All so far. */
  public List<StreamEvent> frames() {
    return streams.events();
  }
}
