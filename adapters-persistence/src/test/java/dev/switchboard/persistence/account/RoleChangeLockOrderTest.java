package dev.switchboard.persistence.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.switchboard.application.account.AccountsWorld;
import dev.switchboard.application.account.EditRole;
import dev.switchboard.application.assignment.AssignConversations;
import dev.switchboard.application.assignment.DrainBacklog;
import dev.switchboard.application.assignment.Duties;
import dev.switchboard.application.assignment.ReassignFrom;
import dev.switchboard.application.conversation.AConversation;
import dev.switchboard.application.stream.Frames;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.user.Permission;
import dev.switchboard.domain.user.Role;
import dev.switchboard.domain.user.RoleId;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.domain.user.User;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Sql;
import dev.switchboard.persistence.assignment.PostgresDecisions;
import dev.switchboard.persistence.assignment.PostgresRoster;
import dev.switchboard.persistence.conversation.PostgresConversations;
import dev.switchboard.persistence.conversation.PostgresWorld;
import dev.switchboard.persistence.stream.PostgresStreams;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A role that several agents hold no longer lets them receive chats, while customers write. */
class RoleChangeLockOrderTest extends PostgresAccounts {
  private final PostgresConversations conversations = new PostgresConversations(test.database());
  private final PostgresRoster roster = new PostgresRoster(test.database());
  private final PostgresStreams streams =
      new PostgresStreams(test.database(), _ -> "{}", (_, _) -> {}, CLOCK);
  private final AssignConversations assign =
      new AssignConversations(roster, new PostgresDecisions(test.database()), ids());
  private final AccountsWorld world =
      new AccountsWorld(
          this,
          new Duties(
              new ReassignFrom(transactions(), conversations, roster, assign, streams, CLOCK),
              new DrainBacklog(
                  transactions(), conversations, assign, streams, CLOCK, Runnable::run)));
  private final CompanyId company = newCompany();
  private final User admin = world.stored(aUser(company, SystemRole.COMPANY_ADMIN));
  private final Role hosts =
      Role.own(
          company,
          new RoleId(ids().next()),
          Optional.empty(),
          new Role.Draft("Hosts", Optional.empty(), Set.of(Permission.CHAT_RECEIVE)),
          NOON);

  /** Whichever of the two is seen to first: nothing that a batch needs is held by then. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void waitsForAChatWithoutHoldingTheRotationOrTheStream(int held) throws Exception {
    addOwn(hosts);
    var leaving = List.of(host(), host());
    var chats = leaving.stream().map(this::chatOf).toList();
    var stays = world.stored(aUser(company, SystemRole.AGENT));
    var chat = chats.get(held);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var change = new CompletableFuture<Future<Role>>();
      transactions()
          .inTransaction(
              () -> {
                var locked = conversations.lock(company, chat.id()).orElseThrow();
                change.complete(threads.submit(this::takeChatsFromHosts));
                await().until(test::somebodyWaits);
                customerWrites(locked);
              });
      change.get().get();
    }

    assertThat(chats).allSatisfy(one -> assertThat(assignee(one)).contains(stays.id()));
    assertThat(announced()).isEqualTo(2);
  }

  private Role takeChatsFromHosts() {
    return new EditRole(
            transactions(),
            roles(),
            users(),
            world.changeStaff,
            world.revocations,
            audit(),
            world.clock)
        .handle(
            new EditRole.Command(
                world.as(admin),
                hosts.id(),
                new EditRole.Changes(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Set.of(Permission.CHAT_MESSAGE)))));
  }

  /** In the order of a batch of posts, which may begin a chat beside. */
  private void customerWrites(Conversation locked) {
    roster.lock(company);
    var after = locked.received("hello", NOON, NOON);
    conversations.update(List.of(after));
    streams.append(List.of(Frames.chatUpdated(after)));
  }

  private User host() {
    var user = world.stored(aUser(company));
    transactions().inTransaction(() -> users().giveRoles(company, user.id(), Set.of(hosts.id())));
    return user;
  }

  private Conversation chatOf(User user) {
    var chat = AConversation.in(new PostgresWorld(test), company, ids(), NOON);
    transactions()
        .inTransaction(
            () -> {
              conversations.beginOrLock(List.of(chat));
              conversations.update(List.of(chat.assignTo(user.id(), NOON)));
            });
    return chat;
  }

  private Optional<UserId> assignee(Conversation chat) {
    return conversations.find(company, chat.id()).orElseThrow().assignee();
  }

  private long announced() {
    return test.owner()
        .read(
            connection ->
                Sql.one(
                    connection,
                    "select count(*) from stream_event where company_id = ?"
                        + " and type = 'chat_assigned'",
                    row -> row.getLong(1),
                    company.value()))
        .orElseThrow();
  }
}
