package dev.switchboard.application.conversation;

import static dev.switchboard.application.conversation.AConversation.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.conversation.Inbox.Filter;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.Lifecycle;
import dev.switchboard.domain.conversation.Priority;
import dev.switchboard.domain.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How every {@link Inbox} cuts its lists of chats. */
interface InboxPagesContract extends InboxPorts {
  List<Lifecycle> STATES =
      List.of(
          Lifecycle.OPEN,
          new Lifecycle.Pending(),
          new Lifecycle.Snoozed(NOON.plus(Duration.ofDays(1))),
          new Lifecycle.Resolved());

  @Test
  default void pagesByCursorSeeEveryChatOnceNewestActivityFirst() {
    var company = world().company();
    var chats = new ArrayList<Conversation>();
    for (int i = 0; i < 7; i++) {
      chats.add(begin(company, "Ada", NOON.plusSeconds(i / 2)));
    }
    begin(world().company(), "Ada", NOON);

    var newestFirst = ids(chats.reversed());
    assertThat(byCursor(company, Filter.ALL, 3)).isEqualTo(newestFirst);
    assertThat(behind(company, Filter.ALL, 5, 10)).isEqualTo(newestFirst.subList(5, 7));
  }

  @Test
  default void pagesOfATagFollowTheChatsAndTheirTags() {
    var company = world().company();
    var chats = new ArrayList<Conversation>();
    for (int i = 0; i < 7; i++) {
      chats.add(store(tagged(begin(company, "Ada", NOON.plusSeconds(i)), "vip", "t" + i)));
      begin(company, "nobody's", NOON.plusSeconds(i));
    }
    var later = NOON.plusSeconds(60);
    store(chats.get(2).received("again", later, later)); // now the newest
    store(tagged(chats.get(4), "other"));
    store(tagged(chats.get(5)));

    var newestFirst =
        ids(List.of(chats.get(2), chats.get(6), chats.get(3), chats.get(1), chats.get(0)));
    for (var size : List.of(1, 2, 20)) {
      assertThat(byCursor(company, withTag("vip"), size)).isEqualTo(newestFirst);
    }
    assertThat(behind(company, withTag("vip"), 3, 4)).isEqualTo(newestFirst.subList(3, 5));
    assertThat(byCursor(company, withTag("other"), 5)).isEqualTo(ids(List.of(chats.get(4))));
    assertThat(byCursor(company, withTag("t5"), 5)).isEmpty();
  }

  @Test
  default void pagesOfAnAgentsChatsAreInOneOrderWhateverTheirStates() {
    var company = world().company();
    var ada = world().agent(company, AConversation.agent(ids().next(), NOON)).user();
    var chats = new ArrayList<Conversation>();
    for (int i = 0; i < 11; i++) {
      var chat = begin(company, "Ada", NOON.plusSeconds(i));
      chats.add(store(chat.assignTo(ada, NOON).movedTo(STATES.get(i % STATES.size()), NOON)));
      begin(company, "nobody's", NOON.plusSeconds(i));
    }

    var newestFirst = ids(chats.reversed());
    for (var size : List.of(1, 2, 5, 20)) {
      assertThat(byCursor(company, assignedTo(ada), size)).isEqualTo(newestFirst);
    }
    assertThat(behind(company, assignedTo(ada), 3, 4)).isEqualTo(newestFirst.subList(3, 7));
    assertThat(behind(company, assignedTo(ada), 9, 4)).isEqualTo(newestFirst.subList(9, 11));
  }

  private List<Long> byCursor(CompanyId company, Filter filter, int size) {
    var seen = new ArrayList<Long>();
    var page = inbox().chats(company, filter, Slice.first(size));
    page.items().forEach(chat -> seen.add(chat.id()));
    while (page.next().isPresent()) {
      var from = Cursor.decode(page.next().get().encoded());
      page = inbox().chats(company, filter, new Slice(Optional.of(from), 0, size));
      page.items().forEach(chat -> seen.add(chat.id()));
    }
    return seen;
  }

  private List<Long> behind(CompanyId company, Filter filter, int skip, int size) {
    return inbox().chats(company, filter, new Slice(Optional.empty(), skip, size)).items().stream()
        .map(ChatView::id)
        .toList();
  }

  private static List<Long> ids(List<Conversation> chats) {
    return chats.stream().map(chat -> chat.id().value()).toList();
  }

  private static Conversation tagged(Conversation chat, String... tags) {
    return chat.labelled(Priority.NORMAL, List.of(tags), NOON);
  }

  private static Filter withTag(String tag) {
    return filter(Set.of(), Optional.of(tag));
  }

  private static Filter assignedTo(UserId agent) {
    return filter(Set.of(agent), Optional.empty());
  }

  private static Filter filter(Set<UserId> assignees, Optional<String> tag) {
    var all = Filter.ALL;
    return new Filter(
        assignees,
        all.assigned(),
        all.platform(),
        all.unseen(),
        all.notReplied(),
        all.state(),
        tag,
        all.words());
  }
}
