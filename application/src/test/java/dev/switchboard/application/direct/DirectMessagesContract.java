package dev.switchboard.application.direct;

import static dev.switchboard.application.conversation.AConversation.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.application.direct.DirectInbox.Which;
import dev.switchboard.application.direct.DirectMessages.Receipt;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.direct.ClientMessageId;
import dev.switchboard.domain.direct.DirectMessage;
import dev.switchboard.domain.direct.DirectMessageId;
import dev.switchboard.domain.direct.DirectText;
import dev.switchboard.domain.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every {@link DirectMessages} must do, and what its {@link DirectInbox} must then show. */
public interface DirectMessagesContract extends DirectPorts {
  @Test
  default void whatIsSentIsKeptAsItWasWritten() {
    var company = world().company();
    var ada = world().user(company, "Ada");
    var bob = world().user(company, "Bob");
    var parent = send(company, bob, ada, "");
    var draft =
        new DirectMessage(
            company,
            new DirectMessageId(ids().next()),
            ada,
            bob,
            new DirectText(" '\"\\ \u0001\n👩‍💻 <b> % "),
            Optional.of(parent.id()),
            Optional.of(new ClientMessageId("c-1")),
            false,
            NOON.plusSeconds(1),
            NOON.plusSeconds(1));

    assertThat(send(draft)).isEqualTo(draft);
    assertThat(messages().find(company, draft.id())).contains(draft);
    assertThat(named(company, ada, "c-1")).contains(draft);
    assertThat(named(company, bob, "c-1")).isEmpty();
    assertThat(messages().find(company, new DirectMessageId(ids().next()))).isEmpty();
    remove(parent);
    assertThat(get(draft)).isEqualTo(draft.answeringNothing());
    assertThat(get(draft).parent()).isEmpty();
  }

  @Test
  default void onlySomebodyOfTheCompanyCanBeWrittenTo() {
    var company = world().company();
    var elsewhere = world().company();
    var ada = world().user(company, "Ada");
    var stranger = world().user(elsewhere, "Eve");
    var disabled = world().user(company, "Dan");
    world().disable(company, disabled);

    for (var nobody : new UserId[] {stranger, new UserId(ids().next()), new UserId(-1)}) {
      var draft = draft(company, ada, nobody, "hello?", NOON);
      assertThat(transactions().inTransaction(() -> messages().add(draft))).isEmpty();
      assertThat(messages().find(company, draft.id())).isEmpty();
    }
    assertThat(conversations(company, ada)).isEmpty();
    send(company, ada, disabled, "see you");
    assertThat(inbox().unread(company, disabled)).isEqualTo(1);
  }

  @Test
  default void aMessageIsLaterThanTheOneBeforeWhateverTheClockSays() {
    var company = world().company();
    var ada = world().user(company, "Ada");
    var bob = world().user(company, "Bob");
    var first = send(draft(company, ada, bob, "first", NOON.plusSeconds(9)));
    var second = send(draft(company, bob, ada, "second", NOON));
    var third = send(draft(company, ada, bob, "third", NOON.plusSeconds(9)));

    assertThat(second.createdAt()).isAfter(first.createdAt());
    assertThat(third.createdAt()).isAfter(second.createdAt());
    assertThat(get(second)).isEqualTo(second);
    assertThat(second.updatedAt()).isEqualTo(second.createdAt());
    assertThat(texts(company, ada, new Which.With(bob)))
        .containsExactly("third", "second", "first");
  }

  @Test
  default void whatIsSentTogetherIsAsIfItHadBeenSentInTurn() {
    var company = world().company();
    var ada = world().user(company, "Ada");
    var bob = world().user(company, "Bob");
    var cleo = world().user(company, "Cleo");
    var before = send(draft(company, bob, ada, "0", NOON.plusSeconds(9)));
    var drafts =
        List.of(
            draft(company, ada, bob, "1", NOON),
            draft(company, cleo, bob, "2", NOON),
            draft(company, bob, ada, "3", NOON.minusSeconds(1)),
            draft(company, ada, new UserId(-1), "to nobody", NOON),
            draft(company, ada, bob, "4", NOON));

    var sent = transactions().inTransaction(() -> messages().add(drafts));

    assertThat(sent.get(3)).isEmpty();
    for (var i : new int[] {0, 1, 2, 4}) {
      var one = sent.get(i).orElseThrow();
      assertThat(one).isEqualTo(drafts.get(i).sentAt(one.createdAt()));
      assertThat(get(drafts.get(i))).isEqualTo(one);
    }
    var first = sent.get(0).orElseThrow().createdAt();
    var second = sent.get(2).orElseThrow().createdAt();
    assertThat(List.of(before.createdAt(), first, second, sent.get(4).get().createdAt()))
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(texts(company, ada, new Which.With(bob))).containsExactly("4", "3", "1", "0");
    assertThat(conversations(company, ada).getFirst().lastMessage()).isEqualTo("4");
    expect(company, bob, 3, 2, 1);
    expect(company, ada, 2, 2);
    assertThat(transactions().inTransaction(() -> messages().add(List.of()))).isEmpty();
  }

  @Test
  default void sendingAndReadingMoveTheFigures() {
    var company = world().company();
    var ada = world().user(company, "Ada");
    var bob = world().user(company, "Bob");
    var cleo = world().user(company, "Cleo");
    var first = send(company, ada, bob, "1");
    send(company, ada, bob, "2");
    send(company, bob, ada, "3");
    send(company, cleo, bob, "4");
    expect(company, bob, 3, 2, 1);
    expect(company, ada, 1, 1);
    expect(company, cleo, 0, 0);

    read(first, NOON.plusSeconds(5));
    read(first, NOON.plusSeconds(6));

    assertThat(get(first).read()).isTrue();
    assertThat(get(first).updatedAt()).isEqualTo(NOON.plusSeconds(5));
    expect(company, bob, 2, 1, 1);
    expect(company, ada, 1, 1);
  }

  @Test
  default void everythingOrOneConversationIsReadAtOnce() {
    var company = world().company();
    var ada = world().user(company, "Ada");
    var bob = world().user(company, "Bob");
    var cleo = world().user(company, "Cleo");
    var first = send(company, ada, bob, "1");
    var second = send(company, ada, bob, "2");
    var mine = send(company, bob, ada, "3");
    var other = send(company, cleo, bob, "4");

    assertThat(readAll(company, bob, Optional.of(ada), NOON.plusSeconds(5)))
        .containsExactly(new Receipt(first.pair(), 2, mine.createdAt()));
    assertThat(get(second).read()).isTrue();
    assertThat(get(second).updatedAt()).isEqualTo(NOON.plusSeconds(5));
    assertThat(get(mine).read()).isFalse();
    expect(company, bob, 1, 0, 1);
    assertThat(readAll(company, bob, Optional.of(ada), NOON.plusSeconds(6))).isEmpty();
    assertThat(readAll(company, ada, Optional.of(cleo), NOON.plusSeconds(6))).isEmpty();

    send(company, ada, bob, "5");
    assertThat(readAll(company, bob, Optional.empty(), NOON.plusSeconds(7)))
        .extracting(Receipt::pair, Receipt::messages)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(first.pair(), 1),
            org.assertj.core.groups.Tuple.tuple(other.pair(), 1));
    expect(company, bob, 0, 0, 0);
    expect(company, ada, 1, 1);
    assertThat(readAll(company, bob, Optional.empty(), NOON.plusSeconds(8))).isEmpty();
  }

  @Test
  default void aChangedTextIsShownEverywhere() {
    var company = world().company();
    var ada = world().user(company, "Ada");
    var bob = world().user(company, "Bob");
    var message = send(company, ada, bob, "helo");
    var changed = message.editedBy(ada, new DirectText("hello"), NOON.plusSeconds(5));

    transactions()
        .inTransaction(
            () -> {
              messages().lock(company, message.id());
              messages().update(changed);
            });

    assertThat(get(message)).isEqualTo(changed);
    assertThat(conversations(company, bob).getFirst().lastMessage()).isEqualTo("hello");
    expect(company, bob, 1, 1);
  }

  @Test
  default void whatIsRemovedIsGoneForBothAndCountsNoMore() {
    var company = world().company();
    var ada = world().user(company, "Ada");
    var bob = world().user(company, "Bob");
    var first = send(company, ada, bob, "1");
    var second = send(company, bob, ada, "2");
    var third = send(company, ada, bob, "3");

    remove(first);
    expect(company, bob, 1, 1);
    assertThat(conversations(company, ada).getFirst().lastMessage()).isEqualTo("3");
    read(third, NOON);
    remove(third);
    expect(company, bob, 0, 0);
    assertThat(conversations(company, ada).getFirst().lastMessage()).isEqualTo("2");
    assertThat(conversations(company, ada).getFirst().lastMessageAt())
        .isEqualTo(second.createdAt());
    remove(second);

    expect(company, ada, 0);
    expect(company, bob, 0);
    assertThat(texts(company, ada, new Which.All())).isEmpty();
    remove(second);
    send(company, ada, bob, "again");
    expect(company, bob, 1, 1);
  }

  @Test
  default void nothingOfAnotherCompanyIsFoundOrMoved() {
    var company = world().company();
    var elsewhere = world().company();
    var ada = world().user(company, "Ada");
    var bob = world().user(company, "Bob");
    var message = send(company, ada, bob, "secret");

    assertThat(messages().find(elsewhere, message.id())).isEmpty();
    assertThat(transactions().inTransaction(() -> messages().lock(elsewhere, message.id())))
        .isEmpty();
    assertThat(readAll(elsewhere, bob, Optional.empty(), NOON)).isEmpty();
    assertThat(readAll(elsewhere, bob, Optional.of(ada), NOON)).isEmpty();
    assertThat(inbox().unread(elsewhere, bob)).isZero();
    assertThat(conversations(elsewhere, bob)).isEmpty();
    assertThat(texts(elsewhere, bob, new Which.All())).isEmpty();
    assertThat(texts(elsewhere, bob, new Which.With(ada))).isEmpty();
    expect(company, bob, 1, 1);
  }

  @Test
  default void whatIsGivenUpLeavesNoTrace() {
    var company = world().company();
    var ada = world().user(company, "Ada");
    var bob = world().user(company, "Bob");
    send(company, ada, bob, "1");

    assertThatThrownBy(
            () ->
                transactions()
                    .inTransaction(
                        () -> {
                          messages().add(draft(company, ada, bob, "2", NOON));
                          messages().readAll(company, bob, Optional.empty(), NOON);
                          throw new IllegalArgumentException("no");
                        }))
        .isInstanceOf(IllegalArgumentException.class);

    expect(company, bob, 1, 1);
    assertThat(texts(company, bob, new Which.Unread())).containsExactly("1");
  }

  /** The user's figure, and those of their conversations from the newest on. */
  private void expect(CompanyId company, UserId user, int unread, int... conversations) {
    assertThat(inbox().unread(company, user)).isEqualTo(unread);
    assertThat(conversations(company, user).stream().mapToLong(line -> line.unreadCount()))
        .containsExactly(
            LongStream.range(0, conversations.length)
                .map(i -> conversations[(int) i])
                .boxed()
                .toArray(Long[]::new));
  }
}
