package dev.switchboard.application.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.StorageUnavailable;
import dev.switchboard.application.Transactions;
import dev.switchboard.application.WrappedTransactions;
import dev.switchboard.application.assignment.AssignConversations;
import dev.switchboard.application.assignment.DrainBacklog;
import dev.switchboard.application.assignment.Duties;
import dev.switchboard.application.assignment.InMemoryDecisions;
import dev.switchboard.application.assignment.InMemoryRoster;
import dev.switchboard.application.assignment.ReassignFrom;
import dev.switchboard.application.audit.AuditAction;
import dev.switchboard.application.conversation.AConversation;
import dev.switchboard.application.conversation.InMemoryConversations;
import dev.switchboard.application.stream.InMemoryStreams;
import dev.switchboard.domain.Seen;
import dev.switchboard.domain.assignment.Candidate;
import dev.switchboard.domain.assignment.Position;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.contact.ContactId;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SetActiveTest {
  private final InMemoryAccounts ports = new InMemoryAccounts();
  private final InMemoryConversations chats = new InMemoryConversations(ports.transactions());
  private final InMemoryRoster roster = new InMemoryRoster(ports.transactions(), chats);
  private final InMemoryStreams streams = new InMemoryStreams(ports.transactions());
  private final AssignConversations assign =
      new AssignConversations(roster, new InMemoryDecisions(ports.transactions()), ports.ids());
  private final DrainBacklog drain = drain(ports.transactions());
  private final ReassignFrom reassign =
      new ReassignFrom(ports.transactions(), chats, roster, assign, streams, AccountPorts.CLOCK);
  private final AccountsWorld world = new AccountsWorld(ports, new Duties(reassign, drain));
  private final SetActive setActive = setActive(world);
  private final SetChatRouting setRouting = setRouting(drain);

  private final CompanyId company = ports.newCompany();
  private final User admin = world.stored(ports.aUser(company, SystemRole.COMPANY_ADMIN));
  private final User ada = world.stored(ports.aUser(company, SystemRole.AGENT));

  @Test
  void whoIsDeactivatedIsLoggedOutAndTheirChatsGoToOthers() {
    var bo = world.stored(ports.aUser(company, SystemRole.AGENT));
    joins(bo, true);
    joins(ada, false); // the roster as the storage will show it
    var chat = chatOf(ada);
    var tokens = world.logIn(ada).tokens();
    var session = world.accessTokens.verify(tokens.accessToken()).orElseThrow().session();

    var changed = set(admin, ada, false);

    assertThat(changed.active()).isFalse();
    assertThat(world.revoked).containsExactly(session);
    assertThat(assignee(chat)).contains(bo.id());
    assertThat(world.callers().find(company, session, world.clock.instant()))
        .isEqualTo(new Callers.Found.Disabled());
  }

  @Test
  void whoComesBackIsGivenWhoeverWaits() {
    set(admin, ada, false);
    var waiting = waitingChat();
    joins(ada, true);

    set(admin, ada, true);

    assertThat(assignee(waiting)).contains(ada.id());
  }

  @Test
  void whoComesBackWithinALargerUnitOfWorkIsGivenWhoeverWaitsAfterIt() {
    set(admin, ada, false);
    var waiting = waitingChat();
    joins(ada, true);

    ports
        .transactions()
        .inTransaction(
            () -> {
              set(admin, ada, true);
              route(ada, true);
              assertThat(assignee(waiting)).isEmpty();
            });

    assertThat(assignee(waiting)).contains(ada.id());
  }

  @Test
  void aChangeIsDoneAlsoWhereNothingCanBeGivenOut() {
    var failure = new StorageUnavailable("down", new SQLException());
    var failing = drain(WrappedTransactions.failing(ports.transactions(), failure));
    set(admin, ada, false);

    var back =
        setActive(new AccountsWorld(ports, new Duties(reassign, failing)))
            .handle(new SetActive.Command(world.as(admin), ada.id(), true, Seen.ANYTHING));
    route(ada, false);
    var routed =
        setRouting(failing)
            .handle(new SetChatRouting.Command(world.as(admin), ada.id(), true, Seen.ANYTHING));

    assertThat(back.active()).isTrue();
    assertThat(reloaded(ada)).isEqualTo(routed);
    assertThat(routed.receivesNewChats()).isTrue();
  }

  @Test
  void whatIsAlreadySoChangesNothing() {
    set(admin, ada, true);

    assertThat(reloaded(ada)).isEqualTo(ada);
  }

  @Test
  void nobodyDeactivatesThemselves() {
    world.stored(ports.aUser(company, SystemRole.COMPANY_ADMIN));

    assertThatThrownBy(() -> set(admin, admin, false)).hasMessage("own_account");
    assertThat(reloaded(admin).active()).isTrue();
  }

  @Test
  void theLastActiveAdministratorStays() {
    var by = world.superuser(ports.newCompany()); // nobody of the company could do more than they

    assertThatThrownBy(
            () -> setActive.handle(new SetActive.Command(by, admin.id(), false, Seen.ANYTHING)))
        .hasMessage("last_administrator");
    world.stored(ports.aUser(company, SystemRole.COMPANY_ADMIN));
    assertThat(
            setActive.handle(new SetActive.Command(by, admin.id(), false, Seen.ANYTHING)).active())
        .isFalse();
  }

  @Test
  void aUserOfAnotherCompanyDoesNotExist() {
    var stranger = world.stored(ports.aUser(ports.newCompany(), SystemRole.AGENT));

    assertThatThrownBy(() -> set(admin, stranger, false)).hasMessage("user_not_found");
    assertThatThrownBy(() -> route(stranger, false)).hasMessage("user_not_found");
    assertThat(reloaded(stranger).active()).isTrue();
  }

  @Test
  void aSuperuserPausesAndResumesAnybody() {
    var root = world.superuser(ports.newCompany());

    var paused =
        setRouting.handle(new SetChatRouting.Command(root, ada.id(), false, Seen.ANYTHING));

    assertThat(paused.receivesNewChats()).isFalse();
    assertThat(reloaded(ada).receivesNewChats()).isFalse();
    var waiting = waitingChat();
    joins(ada, true);
    setRouting.handle(new SetChatRouting.Command(root, ada.id(), true, Seen.ANYTHING));
    assertThat(assignee(waiting)).contains(ada.id());
    assertThat(ports.audit().events())
        .filteredOn(event -> event.action() == AuditAction.CHAT_ROUTING_CHANGED)
        .extracting(event -> event.company())
        .contains(company, root.company());
  }

  @Test
  void anAgentWhoPausesKeepsTheirChats() {
    joins(ada, true);
    var chat = chatOf(ada);

    assertThat(route(ada, false).receivesNewChats()).isFalse();
    assertThat(assignee(chat)).contains(ada.id());
  }

  @Test
  void anAgentWhoReturnsToTheRotationIsGivenWhoeverWaits() {
    route(ada, false);
    var waiting = waitingChat();
    joins(ada, true);

    route(ada, true);

    assertThat(assignee(waiting)).contains(ada.id());
  }

  @Test
  void routingIsForThoseWhoReceiveChats() {
    assertThatThrownBy(() -> route(admin, false)).hasMessage("not_an_agent");
  }

  private DrainBacklog drain(Transactions transactions) {
    return new DrainBacklog(
        transactions, chats, assign, streams, AccountPorts.CLOCK, Runnable::run);
  }

  private SetActive setActive(AccountsWorld of) {
    return new SetActive(
        ports.transactions(),
        ports.users(),
        ports.sessions(),
        of.superusers,
        of.changeStaff,
        of.mailedLinks,
        of.revocations,
        ports.audit(),
        of.clock);
  }

  private SetChatRouting setRouting(DrainBacklog drain) {
    return new SetChatRouting(
        ports.transactions(),
        ports.rights(),
        ports.users(),
        ports.roles(),
        world.superusers,
        drain,
        ports.audit(),
        world.clock);
  }

  private User set(User by, User user, boolean active) {
    return setActive.handle(new SetActive.Command(world.as(by), user.id(), active, Seen.ANYTHING));
  }

  private User route(User user, boolean receives) {
    return setRouting.handle(
        new SetChatRouting.Command(world.as(admin), user.id(), receives, Seen.ANYTHING));
  }

  private User reloaded(User user) {
    return ports.users().find(user.company(), user.id()).orElseThrow();
  }

  private void joins(User user, boolean active) {
    roster.put(
        company,
        new Candidate(
            new Position(user.createdAt(), user.id()),
            user.displayName(),
            active,
            true,
            0,
            OptionalInt.empty()));
  }

  private Conversation chatOf(User user) {
    return store(fresh().assignTo(user.id(), world.clock.instant()));
  }

  private Conversation waitingChat() {
    return store(fresh().awaitAgent(world.clock.instant()));
  }

  private Conversation fresh() {
    var id = ports.ids().next();
    var chat =
        AConversation.of(
            company, id, new ChannelAccountId(1), new ContactId(id), world.clock.instant());
    ports.transactions().inTransaction(() -> chats.beginOrLock(List.of(chat)));
    return chat;
  }

  private Conversation store(Conversation chat) {
    ports.transactions().inTransaction(() -> chats.update(List.of(chat)));
    return chat;
  }

  private Optional<UserId> assignee(Conversation chat) {
    return chats.find(company, chat.id()).orElseThrow().assignee();
  }
}
