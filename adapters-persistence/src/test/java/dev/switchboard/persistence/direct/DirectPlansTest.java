package dev.switchboard.persistence.direct;

import static dev.switchboard.persistence.direct.AMillionMessages.BUSY;
import static dev.switchboard.persistence.direct.AMillionMessages.COMPANY;
import static dev.switchboard.persistence.direct.AMillionMessages.MESSAGES;
import static dev.switchboard.persistence.direct.AMillionMessages.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.application.conversation.Cursor;
import dev.switchboard.application.conversation.Inbox.Slice;
import dev.switchboard.application.direct.DirectInbox.Which;
import dev.switchboard.domain.direct.DirectMessage;
import dev.switchboard.domain.direct.DirectMessageId;
import dev.switchboard.domain.direct.DirectText;
import dev.switchboard.domain.direct.Pair;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Plan;
import dev.switchboard.persistence.TestDatabase;
import dev.switchboard.persistence.direct.DirectLists.Query;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How PostgreSQL runs the very statements of the adapters over 1,000,000 messages: rows touched,
 * not seconds.
 */
class DirectPlansTest {
  private static final int PAGE = 50;
  private static final int SENT_TOGETHER = 500;
  private static final Slice NEWEST = Slice.first(PAGE);
  private static final Slice MIDDLE =
      new Slice(Optional.of(new Cursor(at(MESSAGES / 2), MESSAGES / 2)), 0, PAGE);
  private static final UserId OTHER = new UserId(17);

  @RegisterExtension static final TestDatabase test = TestDatabase.perClass();
  private static Database database;

  @BeforeAll
  static void fill() throws SQLException {
    database = test.database();
    AMillionMessages.fill(test);
  }

  @Test
  void aPageOfMessagesCostsAPageHoweverDeepItIs() {
    for (var slice : List.of(NEWEST, MIDDLE)) {
      list(new Which.Sent(), slice).touchesAtMost(PAGE + 1).sortsNothing();
      list(new Which.Received(), slice).touchesAtMost(PAGE + 1).sortsNothing();
      list(new Which.Unread(), slice)
          .touchesAtMost(PAGE + 1)
          .sortsNothing()
          .reads("direct_message_unread");
      list(new Which.With(OTHER), slice)
          .touchesAtMost(PAGE + 1)
          .sortsNothing()
          .reads("direct_message_conversation");
      list(new Which.All(), slice)
          .touchesAtMost(2 * (PAGE + 1))
          .reads("direct_message_sent")
          .reads("direct_message_received");
    }
  }

  @Test
  void aPageOfConversationsCostsAPageHoweverDeepItIs() {
    for (var slice : List.of(NEWEST, MIDDLE)) {
      plan(DirectLists.conversations(COMPANY, BUSY, slice))
          .touchesAtMost(2 * (PAGE + 1))
          .reads("direct_conversation_low")
          .reads("direct_conversation_high");
    }
  }

  @Test
  void theUnreadFigureIsOneRow() {
    plan(new Query(DirectLists.UNREAD, COMPANY.value(), BUSY.value())).touchesAtMost(1);
  }

  @Test
  void aMessageIsFoundByItsId() {
    plan(new Query(DirectStatements.FIND, COMPANY.value(), 4711L)).touchesAtMost(1);
  }

  @Test
  void manyAreFoundByALookIntoTheIndexForEach() {
    Long[] ids =
        LongStream.range(0, SENT_TOGETHER).map(i -> 1 + i * 40).boxed().toArray(Long[]::new);
    Long[] senders = Collections.nCopies(SENT_TOGETHER, BUSY.value()).toArray(Long[]::new);
    var names = Arrays.stream(ids).map(id -> "c" + id).toArray(String[]::new);

    plan(new Query(DirectStatements.FIND_ALL, ids, COMPANY.value()))
        .touchesAtMost(SENT_TOGETHER)
        .reads("direct_message_pkey");
    plan(new Query(DirectStatements.BY_CLIENT_ID, senders, names, COMPANY.value()))
        .touchesAtMost(SENT_TOGETHER)
        .reads("direct_message_client");
  }

  @Test
  void sendingReadingAndRemovingTouchAHandfulOfRows() {
    var draft =
        new DirectMessage(
            COMPANY,
            new DirectMessageId(2L * MESSAGES),
            OTHER,
            BUSY,
            new DirectText("hello"),
            Optional.empty(),
            Optional.empty(),
            false,
            Instant.EPOCH,
            Instant.EPOCH);
    var unread = anUnreadMessage();
    plan(new Query(DirectStatements.ADD, PostgresDirectMessages.columns(List.of(draft))))
        .touchesAtMost(2);
    plan(new Query(DirectStatements.LOCK, COMPANY.value(), unread)).touchesAtMost(2);
    plan(new Query(DirectStatements.EDIT, "x", at(0), COMPANY.value(), unread)).touchesAtMost(1);
    plan(new Query(DirectStatements.READ, at(0), COMPANY.value(), unread)).touchesAtMost(2);
    plan(new Query(DirectStatements.REMOVE, COMPANY.value(), unread)).touchesAtMost(2);
    var pair = Pair.of(OTHER, BUSY);
    var low = pair.low().value();
    var high = pair.high().value();
    plan(new Query(
            DirectStatements.FALL_BACK, COMPANY.value(), low, high, COMPANY.value(), low, high))
        .touchesAtMost(2);
    plan(new Query(
            DirectStatements.LOCK_PAIRS, new Long[] {low}, new Long[] {high}, COMPANY.value()))
        .touchesAtMost(2);
  }

  @Test
  void readingOneConversationTouchesWhatWasUnreadInIt() {
    var message = messages().find(COMPANY, new DirectMessageId(anUnreadMessage())).orElseThrow();
    var senders = new Long[] {message.sender().value()};

    plan(new Query(
            DirectStatements.READ_ALL,
            at(0),
            COMPANY.value(),
            senders,
            COMPANY.value(),
            message.recipient().value()))
        .touchesAtMost(20)
        .reads("direct_message_unread_from");
    plan(new Query(DirectStatements.UNREAD_SENDERS, COMPANY.value(), message.recipient().value()))
        .touchesAtMost(100)
        .reads("direct_message_unread_from");
  }

  @Test
  void theFiguresOfTheMillionAreThoseOfTheMessages() {
    var inbox = new PostgresDirectInbox(database);
    var unread = inbox.unread(COMPANY, BUSY);

    assertThat(unread).isGreaterThan(1_000);
    assertThat(inbox.messages(COMPANY, BUSY, new Which.Unread(), Slice.first(MESSAGES)).items())
        .hasSize((int) unread);
  }

  private static PostgresDirectMessages messages() {
    return new PostgresDirectMessages(database);
  }

  private static long anUnreadMessage() {
    return new PostgresDirectInbox(database)
        .messages(COMPANY, new UserId(3000), new Which.Unread(), Slice.first(1))
        .items()
        .getFirst()
        .id();
  }

  private static Plan list(Which which, Slice slice) {
    return plan(DirectLists.messages(COMPANY, BUSY, which, slice));
  }

  /** What was written is undone. */
  private static Plan plan(Query query) {
    var plan = new Plan[1];
    try {
      database.inTransaction(
          () -> {
            plan[0] =
                database.write(
                    COMPANY, connection -> Plan.of(connection, query.sql(), query.parameters()));
            throw new Undone();
          });
    } catch (Undone _) {
      return plan[0];
    }
    throw new IllegalStateException("not undone");
  }

  private static final class Undone extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
