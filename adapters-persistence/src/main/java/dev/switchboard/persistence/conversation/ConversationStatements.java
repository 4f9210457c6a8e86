package dev.switchboard.persistence.conversation;

import dev.switchboard.persistence.RowsStatement;

/** What is asked of the table {@code conversation}; many rows at a time where there may be many. */
final class ConversationStatements {
  static final String SELECT = "select " + ConversationColumns.NAMES + " from conversation";

  // in the order of the contacts: two inserts of the same ones wait for each other, not both
  static final String BEGIN =
      "insert into conversation ("
          + ConversationColumns.NAMES
          + ") select "
          + ConversationColumns.NAMES.replace("tags", "tags::text[]")
          + " from "
          + ConversationColumns.UNNEST
          + " order by company_id, contact_id on conflict do nothing"
          + " returning id";

  private static final String OF_CONTACTS =
      " where (company_id, contact_id) in (select * from unnest(?::bigint[], ?::bigint[]))";

  static final String LOCK_OF_CONTACTS = SELECT + OF_CONTACTS + " order by id for update";

  // some of them and not all must not be held while others are begun: that would be a second order
  static final String LOCK_ALL_OR_NONE =
      SELECT
          + OF_CONTACTS
          + " and (select count(*) from conversation"
          + OF_CONTACTS
          + ") = ? order by id for update";

  // The outer conditions are checked again on each row once its lock is held. As an array what is
  // picked is picked once, and not again for each that waits.
  static final String LOCK_BACKLOG =
      SELECT
          + " where company_id = ? and "
          + States.WAITS
          + " and id = any(array(select id from conversation where company_id = ? and "
          + States.WAITS
          + " order by waiting_since, id limit ?)) order by id for update";

  static final String WITH_BACKLOG =
      "select distinct company_id from conversation where " + States.WAITS;

  // locked in the order of everybody who locks several, whatever their state: one order for those
  // and another one for these would be two. Those before have smaller ids and are not walked over
  // again.
  static final String RELEASE_RESOLVED =
      "with held as (select company_id, id, state from conversation"
          + " where company_id = ? and assignee_id = any(?) and id > ?"
          + " order by id limit ? for update),"
          + " released as (update conversation c set assignee_id = null, assigned_at = null,"
          + " updated_at = ? from held h"
          + " where c.company_id = h.company_id and c.id = h.id and h.state = 'resolved')"
          + " select id from held order by id desc limit 1";

  static final String LOCK_ASSIGNED =
      SELECT
          + " where company_id = ? and assignee_id = any(?) and "
          + States.UNRESOLVED
          + " order by id for update";

  static final String LOCK_SNOOZED =
      SELECT
          + " where state = 'snoozed' and snoozed_until <= ? order by snoozed_until limit ?"
          + " for update skip locked";

  static final RowsStatement UPDATE =
      RowsStatement.of(
          rows ->
              "update conversation c set state = x.state, snoozed_until = x.snoozed_until,"
                  + " assignee_id = x.assignee_id, assigned_at = x.assigned_at, waiting_since = x.waiting_since,"
                  + " unread_count = x.unread_count, last_message = x.last_message,"
                  + " last_message_at = x.last_message_at, last_activity_at = x.last_activity_at,"
                  + " last_incoming_at = x.last_incoming_at, last_outgoing_at = x.last_outgoing_at,"
                  + " window_opened_at = x.window_opened_at, delivered_up_to = x.delivered_up_to,"
                  + " read_up_to = x.read_up_to, priority = x.priority,"
                  + " tags = x.tags::text[], revision = x.revision, updated_at = x.updated_at from "
                  + rows
                  + " where c.company_id = x.company_id and c.id = x.id",
          ConversationColumns.UNNEST);

  private ConversationStatements() {}
}
