package dev.switchboard.persistence.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.conversation.Cursor;
import dev.switchboard.application.conversation.Inbox.Filter;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.domain.channel.Platform;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.conversation.Conversation;
import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Plan;
import dev.switchboard.persistence.Sql;
import dev.switchboard.persistence.TestDatabase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How PostgreSQL runs the very statements of the inbox on {@link ManyChats}, under the role that
 * each is run as. Rows touched, not seconds.
 */
class InboxPlansTest {
  private static final CompanyId COMPANY = new CompanyId(1);
  private static final CompanyId OTHER = new CompanyId(2);
  private static final ConversationId LONG = new ConversationId(10_000);
  private static final int PAGE = 50;
  private static final int SUMS = 102; // of a hundred agents and of nobody, by platform
  private static final Slice NEWEST = Slice.first(PAGE);
  private static final Slice MIDDLE =
      new Slice(
          Optional.of(new Cursor(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(10_000), 9_999)),
          0,
          PAGE);
  private static final int SKIP = 20;
  private static final Slice BEHIND = new Slice(Optional.empty(), SKIP, PAGE);
  private static final Optional<Boolean> ANY = Optional.empty();

  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();

  @BeforeAll
  static void fill() {
    test.fill(ManyChats.OF_TWO_COMPANIES);
  }

  @Test
  void eachRunsUnderItsOwnRole() {
    assertThat(role(test.database())).isEqualTo("switchboard_app");
    assertThat(role(test.system())).isEqualTo("switchboard_system");
  }

  @Test
  void aPageOfTheInboxCostsAPageHoweverDeepItIs() {
    for (var slice : List.of(NEWEST, MIDDLE)) {
      app(InboxPages.chats(COMPANY, Filter.ALL, slice))
          .reads("conversation_inbox")
          .touchesAtMost(PAGE + 1);
      app(InboxPages.chats(COMPANY, assignedTo(new UserId(7)), slice))
          .reads("conversation_assignee")
          .touchesAtMost(PAGE + 1);
    }
    app(InboxPages.chats(COMPANY, assignedTo(new UserId(7)), BEHIND))
        .touchesAtMost(SKIP + PAGE + 1);
    app(InboxPages.chat(COMPANY, LONG)).touchesAtMost(1);
  }

  @Test
  void aPageOfWhatFewChatsPassCostsNoMore() {
    for (var slice : List.of(NEWEST, MIDDLE)) {
      list(COMPANY, only(Optional.of(false), ANY, ANY, ""), slice, "conversation_unassigned");
      for (var company : List.of(COMPANY, OTHER)) {
        for (var is : List.of(true, false)) {
          list(company, only(ANY, Optional.of(is), ANY, ""), slice, "conversation_unseen");
          list(company, only(ANY, ANY, Optional.of(is), ""), slice, "conversation_unanswered");
        }
        for (var state : List.of("pending", "open")) {
          list(company, only(ANY, ANY, ANY, state), slice, "conversation_state");
        }
        for (var platform : List.of(Platform.INSTAGRAM, Platform.FACEBOOK)) {
          list(company, of(platform), slice, "conversation_platform");
        }
      }
    }
  }

  @Test
  void whatAnAgentHasInOneStateIsReadWithoutTheRest() {
    var agent = new UserId(7);
    for (var slice : List.of(NEWEST, MIDDLE)) {
      list(COMPANY, inState(agent, "open"), slice, "conversation_assignee");
    }
    app(InboxPages.chats(COMPANY, inState(agent, "resolved"), NEWEST))
        .reads("conversation_assignee")
        .touchesAtMost(0);
  }

  private static void list(CompanyId company, Filter filter, Slice slice, String index) {
    app(company, InboxPages.chats(company, filter, slice)).reads(index).touchesAtMost(PAGE + 1);
  }

  private static Filter only(
      Optional<Boolean> assigned,
      Optional<Boolean> unseen,
      Optional<Boolean> notReplied,
      String state) {
    return new Filter(
        Set.of(),
        assigned,
        Optional.empty(),
        unseen,
        notReplied,
        Optional.of(state).filter(s -> !s.isEmpty()),
        Optional.empty(),
        Optional.empty());
  }

  private static Filter inState(UserId agent, String state) {
    return new Filter(
        Set.of(agent),
        ANY,
        Optional.empty(),
        ANY,
        ANY,
        Optional.of(state),
        Optional.empty(),
        Optional.empty());
  }

  private static Filter of(Platform platform) {
    return new Filter(
        Set.of(),
        ANY,
        Optional.of(platform),
        ANY,
        ANY,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Test
  void aPageOfMessagesCostsAPageHoweverDeepItIs() {
    var chat = chat();
    var middle =
        new Slice(
            Optional.of(
                new Cursor(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(61_500), 61_500)),
            0,
            PAGE);
    for (var slice : List.of(NEWEST, middle)) {
      for (var page : List.of(InboxPages.older(chat, slice), InboxPages.newer(chat, slice))) {
        app(page).reads("message_thread").sortsNothing().touchesAtMost(PAGE + 1);
      }
    }
  }

  @Test
  void whatWasNotSeenIsCountedWithoutTheRestOfTheChat() {
    var shown = LongStream.rangeClosed(63_001 - PAGE, 63_000).boxed().toArray(Long[]::new);
    var whose = COMPANY.value();
    for (var chat : List.of(LONG.value(), 1L)) { // 1: all of them are of another one
      test.database()
          .read(
              COMPANY,
              c ->
                  Plan.of(c, PostgresMessages.COUNT_UNSEEN, whose, chat, shown, whose, shown, chat))
          .reads("message_pkey")
          .reads("message_thread")
          .touchesAtMost(PAGE);
    }
  }

  @Test
  void figuresAreNotCounted() {
    for (var whose : List.of(Optional.<UserId>empty(), Optional.of(new UserId(7)))) {
      app(PostgresInbox.figures(COMPANY, whose)).reads("tally_pkey").touchesAtMost(SUMS);
    }
  }

  @Test
  void wordsAreFoundByTheirIndexes() {
    system(InboxPages.chats(COMPANY, words("zebra"), NEWEST))
        .reads("message_search")
        .reads("contact_search")
        .touchesAtMost(PAGE);
    system(InboxPages.chats(COMPANY, words("quagga"), NEWEST))
        .reads("message_search")
        .reads("contact_search")
        .touchesAtMost(PAGE);
  }

  @Test
  void aPageOfATagCostsAPageHoweverManyCarryIt() {
    for (var tag : List.of("vip", "t7")) { // 5 and 400
      for (var slice : List.of(NEWEST, MIDDLE)) {
        app(InboxPages.chats(COMPANY, tagged(tag), slice))
            .reads("conversation_tag_pkey")
            .touchesAtMost(PAGE + 1);
      }
    }
  }

  private static Filter words(String words) {
    return filter(Set.of(), Optional.empty(), Optional.of(words));
  }

  private static Filter tagged(String tag) {
    return filter(Set.of(), Optional.of(tag), Optional.empty());
  }

  private static Filter assignedTo(UserId user) {
    return filter(Set.of(user), Optional.empty(), Optional.empty());
  }

  private static Filter filter(
      Set<UserId> assignees, Optional<String> tag, Optional<String> words) {
    return new Filter(assignees, ANY, Optional.empty(), ANY, ANY, Optional.empty(), tag, words);
  }

  private static Conversation chat() {
    return new PostgresConversations(test.database()).find(COMPANY, LONG).orElseThrow();
  }

  private static String role(Database database) {
    return database
        .read(COMPANY, c -> Sql.one(c, "select current_user", row -> row.getString(1)))
        .orElseThrow();
  }

  private static Plan app(InboxPages.Query page) {
    return app(COMPANY, page);
  }

  private static Plan app(CompanyId company, InboxPages.Query page) {
    return test.database().read(company, c -> Plan.of(c, page.sql(), page.parameters()));
  }

  private static Plan system(InboxPages.Query page) {
    return test.system().read(c -> Plan.of(c, page.sql(), page.parameters()));
  }
}
