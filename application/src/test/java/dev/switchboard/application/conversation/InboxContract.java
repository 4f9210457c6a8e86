package dev.switchboard.application.conversation;

import static dev.switchboard.application.conversation.AConversation.NOON;
import static dev.switchboard.application.conversation.AConversation.received;
import static dev.switchboard.application.conversation.AConversation.sent;
import static dev.switchboard.application.conversation.AConversation.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.conversation.Inbox.Filter;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.Lifecycle;
import dev.switchboard.domain.conversation.Priority;
import dev.switchboard.domain.message.Attachment;
import dev.switchboard.domain.message.Message;
import dev.switchboard.domain.message.MessageStatus;
import dev.switchboard.domain.message.Reaction;
import dev.switchboard.domain.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What every {@link Inbox} must show. Its clock stands at {@link AConversation#NOON}. */
public interface InboxContract extends InboxPagesContract {
  @Test
  default void showsEverythingOfAChat() {
    var company = world().company();
    var ada = world().agent(company, AConversation.agent(ids().next(), NOON));
    var chat =
        store(
            begin(company, "Grace Hopper", NOON)
                .received("hello", NOON.plusSeconds(5), NOON.plusSeconds(6))
                .assignTo(ada.user(), NOON.plusSeconds(7))
                .labelled(Priority.HIGH, List.of("vip"), NOON.plusSeconds(8)));
    var view = inbox().chat(company, chat.id()).orElseThrow();
    assertThat(view.id()).isEqualTo(chat.id().value());
    assertThat(view.username()).isEqualTo("Grace Hopper");
    assertThat(view.facebookUserId()).isEqualTo(view.facebookUser().id()).isNotBlank();
    assertThat(view.instagramUserId()).isNull();
    assertThat(view.instagramUser()).isNull();
    assertThat(view.facebookPageId()).isNotBlank();
    assertThat(view.lastMessage()).isEqualTo("hello");
    assertThat(view.status()).isEqualTo("assigned");
    assertThat(view.assignedTo()).isEqualTo(ada.user().value());
    assertThat(view.assignedAgent().id()).isEqualTo(ada.user().value());
    assertThat(view.assignedAgent().name()).isEqualTo(ada.name());
    assertThat(view.unreadCount()).isEqualTo(1);
    assertThat(view.platform()).isEqualTo("FACEBOOK");
    assertThat(view.lastIncomingAt()).isEqualTo(NOON.plusSeconds(5));
    assertThat(view.lastOutgoingAt()).isNull();
    assertThat(view.pendingAgentReply()).isTrue();
    assertThat(view.state()).isEqualTo("open");
    assertThat(view.priority()).isEqualTo("high");
    assertThat(view.tags()).containsExactly("vip");
    assertThat(view.windowClosesAt()).isEqualTo(NOON.plusSeconds(5).plus(Duration.ofHours(24)));
    assertThat(inbox().chat(world().company(), chat.id())).isEmpty();
    assertThat(list(company, Filter.ALL)).containsExactly(chat);
  }

  @Test
  default void narrowsByWhatTheFilterSays() {
    var company = world().company();
    var ada = world().agent(company, AConversation.agent(ids().next(), NOON)).user();
    var bo = world().agent(company, AConversation.agent(ids().next(), NOON)).user();
    var adas = store(begin(company, "A", NOON.plusSeconds(4)).assignTo(ada, NOON));
    var bos = store(begin(company, "B", NOON.plusSeconds(3)).assignTo(bo, NOON));
    var nobodys = store(begin(company, "C", NOON.plusSeconds(2)).received("x", NOON, NOON));
    var tagged =
        store(
            begin(company, "D", NOON.plusSeconds(1))
                .labelled(Priority.LOW, List.of("a \"tag\"", "vip"), NOON)
                .movedTo(new Lifecycle.Resolved(), NOON));
    assertThat(list(company, of(Set.of(ada)))).containsExactly(adas);
    assertThat(list(company, of(Set.of(ada, bo)))).isEmpty();
    assertThat(list(company, assigned(true))).containsExactly(adas, bos);
    assertThat(list(company, assigned(false))).containsExactly(nobodys, tagged);
    assertThat(list(company, platform(Platform.FACEBOOK))).hasSize(4);
    assertThat(list(company, platform(Platform.INSTAGRAM))).isEmpty();
    assertThat(list(company, unseen(true))).containsExactly(nobodys);
    assertThat(list(company, unseen(false))).containsExactly(adas, bos, tagged);
    assertThat(list(company, labelled("resolved", null))).containsExactly(tagged);
    assertThat(list(company, labelled(null, "a \"tag\""))).containsExactly(tagged);
    assertThat(list(company, labelled(null, "a"))).isEmpty();
    assertThat(list(company, labelled("resolved", "vip"))).containsExactly(tagged);
    assertThat(list(company, labelled("open", "vip"))).isEmpty();
    assertThat(list(company, both("vip", Set.of(ada), null))).isEmpty();
    assertThat(list(company, both("vip", Set.of(), "D"))).containsExactly(tagged);
    assertThat(list(company, both("vip", Set.of(), "A"))).isEmpty();
  }

  @Test
  default void notRepliedAndItsOppositeShareOutAllChats() {
    var company = world().company();
    var silent = begin(company, "A", NOON.plusSeconds(9));
    var waiting = store(begin(company, "B", NOON).received("x", NOON.plusSeconds(8), NOON));
    var answered =
        store(
            begin(company, "C", NOON)
                .received("x", NOON.plusSeconds(1), NOON)
                .answered("y", NOON.plusSeconds(7), NOON));
    var again =
        store(
            begin(company, "D", NOON)
                .answered("y", NOON.plusSeconds(1), NOON)
                .received("x", NOON.plusSeconds(6), NOON));
    var pageOnly = store(begin(company, "E", NOON).answered("y", NOON.plusSeconds(5), NOON));
    assertThat(list(company, notReplied(true))).containsExactly(waiting, again);
    assertThat(list(company, notReplied(false))).containsExactly(silent, answered, pageOnly);
  }

  @Test
  default void findsChatsByWhatWasSaidAndByName() {
    var company = world().company();
    var grace = begin(company, "Grace Hopper", NOON.plusSeconds(2));
    var alan = begin(company, "Alan Turing", NOON.plusSeconds(1));
    add(received(alan, ids().next(), "Where is my parcel? It's number 4711.", NOON));
    add(received(begin(world().company(), "Grace", NOON), ids().next(), "parcel", NOON));
    assertThat(list(company, words("PARCEL"))).containsExactly(alan);
    assertThat(list(company, words("parc numb"))).containsExactly(alan);
    assertThat(list(company, words("hop"))).containsExactly(grace);
    assertThat(list(company, words("parcel hopper"))).isEmpty();
    assertThat(list(company, words("nothing"))).isEmpty();
    for (var odd : List.of("'", "& | ! :*", "a:b", "\\", "\0", "%")) {
      assertThat(list(company, words(odd))).isEmpty();
    }
  }

  @Test
  default void messagesPageBothWays() {
    var company = world().company();
    var chat = begin(company, "Ada", NOON);
    var ids = new ArrayList<Long>();
    for (int i = 0; i < 5; i++) {
      var message = received(chat, ids().next(), "text " + i, NOON.plusSeconds(i / 2));
      add(message);
      ids.add(message.id().value());
    }
    var newest = inbox().older(chat, Slice.first(2));
    assertThat(newest.items()).extracting(MessageView::id).containsExactly(ids.get(4), ids.get(3));
    var older = inbox().older(chat, new Slice(newest.next(), 0, 10));
    assertThat(older.items())
        .extracting(MessageView::id)
        .containsExactly(ids.get(2), ids.get(1), ids.get(0));
    assertThat(older.next()).isEmpty();
    var back = new Slice(Optional.of(new Cursor(NOON, ids.get(1))), 0, 2);
    assertThat(inbox().newer(chat, back).items())
        .extracting(MessageView::id)
        .containsExactly(ids.get(2), ids.get(3));
    assertThat(inbox().newer(chat, back).next()).isPresent();
  }

  @Test
  default void messagesOfAnySizeAreAllSeenOnceInPagesThatAreBounded() {
    var chat = begin(world().company(), "Ada", NOON);
    var large = "x".repeat(Inbox.Page.MAX_BYTES / 3 - 10_000);
    Map<String, Object> much = Map.of("large", large);
    var sent = new ArrayList<Long>();
    for (int i = 0; i < 4; i++) {
      var at = NOON.plusSeconds(i);
      for (var message :
          List.of(
              received(chat, ids().next(), large, at),
              with(received(chat, ids().next(), "", at), new Attachment("image", much), Map.of()),
              with(received(chat, ids().next(), "", at), new Attachment("image", Map.of()), much),
              received(chat, ids().next(), "", at)
                  .reacted("c", Optional.of(new Reaction("c", large, "", at))),
              received(chat, ids().next(), i == 2 ? large.repeat(5) : "small", at))) {
        add(message);
        sent.add(message.id().value());
      }
    }
    assertThat(walked(slice -> inbox().older(chat, slice))).isEqualTo(sent.reversed());
    assertThat(walked(slice -> inbox().newer(chat, slice))).isEqualTo(sent);
  }

  private static List<Long> walked(Function<Slice, Inbox.Page<MessageView>> list) {
    var seen = new ArrayList<Long>();
    var from = Optional.<Cursor>empty();
    do {
      var page = list.apply(new Slice(from, 0, 50));
      assertThat(page.items()).hasSizeBetween(1, 5);
      page.items().forEach(message -> seen.add(message.id()));
      from = page.next();
    } while (from.isPresent());
    return seen;
  }

  @Test
  default void countsForTheCompanyAndForOneAgent() {
    var company = world().company();
    var ada = world().agent(company, AConversation.agent(ids().next(), NOON)).user();
    world().agent(company, AConversation.inactive(AConversation.agent(ids().next(), NOON)));
    world().agent(company, AConversation.paused(AConversation.agent(ids().next(), NOON)));
    var adas = store(begin(company, "A", NOON).assignTo(ada, NOON));
    var other = begin(company, "B", NOON);
    add(received(adas, ids().next(), "x", NOON));
    add(sent(other, ids().next(), ada, MessageStatus.SENT, NOON));
    assertThat(inbox().stats(company, Optional.empty()))
        .isEqualTo(new Inbox.Stats(2, 1, 1, 2, 1, 0, 2));
    assertThat(inbox().stats(company, Optional.of(ada)))
        .isEqualTo(new Inbox.Stats(1, 1, 0, 2, 1, 0, 1));
  }

  private List<Conversation> list(CompanyId company, Filter filter) {
    return inbox().chats(company, filter, Slice.first(50)).items().stream()
        .map(view -> new dev.switchboard.domain.conversation.ConversationId(view.id()))
        .map(id -> conversations().find(company, id).orElseThrow())
        .toList();
  }

  private static Filter of(Set<UserId> assignees) {
    return filter(assignees, null, null, null, null, null, null, null);
  }

  private static Filter assigned(boolean is) {
    return filter(Set.of(), is, null, null, null, null, null, null);
  }

  private static Filter platform(Platform platform) {
    return filter(Set.of(), null, platform, null, null, null, null, null);
  }

  private static Filter unseen(boolean is) {
    return filter(Set.of(), null, null, is, null, null, null, null);
  }

  private static Filter notReplied(boolean is) {
    return filter(Set.of(), null, null, null, is, null, null, null);
  }

  private static Filter labelled(String state, String tag) {
    return filter(Set.of(), null, null, null, null, state, tag, null);
  }

  private static Filter both(String tag, Set<UserId> assignees, String words) {
    return filter(assignees, null, null, null, null, null, tag, words);
  }

  private static Filter words(String words) {
    return filter(Set.of(), null, null, null, null, null, null, words);
  }

  private static Filter filter(
      Set<UserId> assignees,
      Boolean assigned,
      Platform platform,
      Boolean unseen,
      Boolean notReplied,
      String state,
      String tag,
      String words) {
    return new Filter(
        assignees,
        Optional.ofNullable(assigned),
        Optional.ofNullable(platform),
        Optional.ofNullable(unseen),
        Optional.ofNullable(notReplied),
        Optional.ofNullable(state),
        Optional.ofNullable(tag),
        Optional.ofNullable(words));
  }

  private void add(Message message) {
    transactions().inTransaction(() -> messages().add(List.of(message)));
  }
}
