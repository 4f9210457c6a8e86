package dev.switchboard.web.chat;

import dev.switchboard.application.conversation.Cursor;
import dev.switchboard.application.conversation.Inbox;
import dev.switchboard.application.gather.Asked;
import dev.switchboard.application.gather.Gathering;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.web.ApiJson;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Pages of the inbox as they go over the wire. A page says nothing of who asked for it: those who
 * ask for the same one at the same moment, as a team does after each event, share one look and its
 * bytes. No page is older than its request. Thread-safe.
 */
final class ChatLists {
  /** All that a page depends on. */
  record Wanted(CompanyId company, Inbox.Filter filter, Inbox.Slice slice) {}

  /**
   * @param json not to be changed, for others have it too
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Shown(byte[] json, Optional<Cursor> next) {}

  private final Inbox inbox;
  private final Gathering<Wanted, Wanted, Shown> gathering;

  ChatLists(Inbox inbox, Executor others) {
    this.inbox = inbox;
    this.gathering = new Gathering<>(this::look, others);
  }

  Shown of(Wanted wanted) {
    return gathering.ask(wanted, wanted);
  }

  private void look(Wanted wanted, List<Asked<Wanted, Shown>> asked) {
    var page = inbox.chats(wanted.company(), wanted.filter(), wanted.slice());
    var shown = new Shown(ApiJson.bytes(page.items()), page.next());
    asked.forEach(one -> one.answer(shown));
  }
}
