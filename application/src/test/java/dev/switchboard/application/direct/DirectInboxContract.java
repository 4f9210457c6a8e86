package dev.switchboard.application.direct;

import static dev.switchboard.application.conversation.AConversation.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.conversation.Cursor;
import dev.switchboard.application.conversation.Inbox.Page;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.application.direct.DirectInbox.Which;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every {@link DirectInbox} must show. */
public interface DirectInboxContract extends DirectPorts {
  @Test
  default void eachListShowsWhatItIsFor() {
    var company = world().company();
    var ada = world().user(company, "Ada");
    var bob = world().user(company, "Bob");
    var cleo = world().user(company, "Cleo");
    send(draft(company, ada, bob, "a to b", NOON));
    read(send(draft(company, bob, ada, "b to a", NOON.plusSeconds(1))), NOON);
    send(draft(company, cleo, ada, "c to a", NOON.plusSeconds(2)));
    send(draft(company, bob, cleo, "b to c", NOON.plusSeconds(3)));

    assertThat(texts(company, ada, new Which.All())).containsExactly("c to a", "b to a", "a to b");
    assertThat(texts(company, ada, new Which.Sent())).containsExactly("a to b");
    assertThat(texts(company, ada, new Which.Received())).containsExactly("c to a", "b to a");
    assertThat(texts(company, ada, new Which.Unread())).containsExactly("c to a");
    assertThat(texts(company, ada, new Which.With(bob))).containsExactly("b to a", "a to b");
    assertThat(texts(company, bob, new Which.With(ada))).containsExactly("b to a", "a to b");
    assertThat(texts(company, ada, new Which.With(new UserId(ids().next())))).isEmpty();
  }

  @Test
  default void everyMessageIsSeenOnceHoweverOnePages() {
    var company = world().company();
    var ada = world().user(company, "Ada");
    var others = new ArrayList<UserId>();
    for (int i = 0; i < 4; i++) {
      others.add(world().user(company, "User " + i));
    }
    for (int i = 0; i < 24; i++) { // many at the same moment, in different conversations
      var other = others.get(i % 4);
      var mine = i % 3 == 0;
      send(
          draft(company, mine ? ada : other, mine ? other : ada, "m" + i, NOON.plusSeconds(i / 4)));
    }
    for (var which :
        List.of(
            new Which.All(),
            new Which.Sent(),
            new Which.Received(),
            new Which.Unread(),
            new Which.With(others.getFirst()))) {
      var all = texts(company, ada, which);
      Function<Slice, Page<DirectMessageView>> pages =
          slice -> inbox().messages(company, ada, which, slice);
      assertThat(all).doesNotHaveDuplicates().isNotEmpty();
      assertThat(byCursor(pages)).extracting(DirectMessageView::content).isEqualTo(all);
      assertThat(bySkip(pages)).extracting(DirectMessageView::content).isEqualTo(all);
    }
    assertThat(texts(company, ada, new Which.All())).hasSize(24);
  }

  @Test
  default void aPageEndsBeforeItsTextsAreTooManyBytes() {
    var company = world().company();
    var ada = world().user(company, "Ada");
    var bob = world().user(company, "Bob");
    for (int i = 0; i < 15; i++) { // of 80 000 bytes each
      send(draft(company, ada, bob, "\ud83d\udc4b".repeat(20_000), NOON.plusSeconds(i)));
    }
    Function<Slice, Page<DirectMessageView>> pages =
        slice -> inbox().messages(company, bob, new Which.All(), slice);

    var first = pages.apply(Slice.first(100));
    var rest = pages.apply(new Slice(first.next(), 0, 100));
    assertThat(first.items()).hasSize(13);
    assertThat(rest.items()).hasSize(2);
    assertThat(rest.next()).isEmpty();
    assertThat(pages.apply(new Slice(Optional.empty(), 13, 100)).items()).isEqualTo(rest.items());
    assertThat(rest.items()).doesNotContainAnyElementsOf(first.items());
  }

  @Test
  default void conversationsPageNewestFirst() {
    var company = world().company();
    var users = new ArrayList<UserId>();
    for (int i = 0; i < 9; i++) {
      users.add(world().user(company, "User " + i));
    }
    var me = users.get(4); // lower than some, higher than others
    users.remove(me);
    for (int i = 0; i < users.size(); i++) {
      send(draft(company, users.get(i), me, "m" + i, NOON.plusSeconds(i / 3)));
    }
    send(draft(company, users.get(0), users.get(1), "not mine", NOON));
    Function<Slice, Page<DirectConversationView>> pages =
        slice -> inbox().conversations(company, me, slice);
    var all = conversations(company, me);

    assertThat(all)
        .extracting(DirectConversationView::otherUserId)
        .containsExactlyElementsOf(users.reversed().stream().map(UserId::value).toList());
    assertThat(byCursor(pages)).isEqualTo(all);
    assertThat(bySkip(pages)).isEqualTo(all);
  }

  @Test
  default void aConversationShowsTheOtherAndTheBeginningOfTheLastMessage() {
    var company = world().company();
    var ada = world().user(company, "Ada Lovelace");
    var bob = world().user(company, "Bob");
    var text = "👋".repeat(150);
    var message = send(company, ada, bob, text);

    var line = conversations(company, bob).getFirst();

    assertThat(line.conversationId()).isEqualTo("conv_" + ada + "_" + bob);
    assertThat(line.otherUserId()).isEqualTo(ada.value());
    assertThat(line.otherUserName()).isEqualTo("Ada Lovelace");
    assertThat(line.lastMessage()).isEqualTo("👋".repeat(100));
    assertThat(line.lastMessageAt()).isEqualTo(message.createdAt());
    assertThat(line.unreadCount()).isEqualTo(1);
    assertThat(conversations(company, ada).getFirst().otherUserName()).isEqualTo("Bob");
  }

  @Test
  default void whatSomebodyWroteOutlivesThem() {
    var company = world().company();
    var ada = world().user(company, "Ada");
    var bob = world().user(company, "Bob");
    send(company, ada, bob, "remember me");

    world().delete(company, ada);

    assertThat(conversations(company, bob).getFirst().otherUserName()).isEqualTo("Unknown");
    assertThat(texts(company, bob, new Which.With(ada))).containsExactly("remember me");
    assertThat(inbox().unread(company, bob)).isEqualTo(1);
    assertThat(readAll(company, bob, Optional.of(ada), NOON)).hasSize(1);
    assertThat(inbox().unread(company, bob)).isZero();
    assertThat(
            transactions().inTransaction(() -> messages().add(draft(company, bob, ada, "?", NOON))))
        .isEmpty();
  }

  @Test
  default void whoeverHasNothingSeesNothing() {
    CompanyId company = world().company();
    var ada = world().user(company, "Ada");

    assertThat(inbox().unread(company, ada)).isZero();
    assertThat(conversations(company, ada)).isEmpty();
    assertThat(texts(company, ada, new Which.All())).isEmpty();
  }

  private static <T> List<T> byCursor(Function<Slice, Page<T>> pages) {
    var seen = new ArrayList<T>();
    var page = pages.apply(Slice.first(2));
    seen.addAll(page.items());
    while (page.next().isPresent()) {
      var from = Cursor.decode(page.next().get().encoded());
      page = pages.apply(new Slice(Optional.of(from), 0, 2));
      seen.addAll(page.items());
    }
    return seen;
  }

  private static <T> List<T> bySkip(Function<Slice, Page<T>> pages) {
    var seen = new ArrayList<T>();
    for (var page = pages.apply(Slice.first(3)); !page.items().isEmpty(); ) {
      seen.addAll(page.items());
      page = pages.apply(new Slice(Optional.empty(), seen.size(), 3));
    }
    return seen;
  }
}
