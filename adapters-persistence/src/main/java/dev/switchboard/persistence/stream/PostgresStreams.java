package dev.switchboard.persistence.stream;

import dev.switchboard.application.Json;
import dev.switchboard.application.stream.StreamEvent;
import dev.switchboard.application.stream.StreamHints;
import dev.switchboard.application.stream.Streams;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.stream.Audience;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Database;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Appends with one statement, however many events and companies. The counter row of each company is
 * locked by it, in the order of the company ids, and stays locked to the end of the unit of work: a
 * later number can only be given after the commit of an earlier one, so readers that poll by number
 * miss nothing. A sequence could not promise that. It is sent with the commit where nothing follows
 * it, so that nobody waits for a round trip of ours while the counter is locked.
 */
public final class PostgresStreams implements Streams {
  // The counter is moved by the whole batch at once; an event's number is counted back from it. The
  // arrays are in subselects, so that the planner knows no more of them this time than any other
  // time, and keeps its plan.
  private static final String APPEND =
      """
      with head as (
        insert into stream_head as h (company_id, seq)
        select company_id, events from unnest((select ?::bigint[]), (select ?::bigint[])) as batch (company_id, events) order by company_id
        on conflict (company_id) do update set seq = h.seq + excluded.seq
        returning company_id, seq
      ), event as (
        insert into stream_event (company_id, seq, type, users, conversation_id, payload, at)
        select e.company_id, head.seq - e.following, e.type, e.users::bigint[], e.conversation_id, e.payload, ?
        from unnest((select ?::bigint[]), (select ?::bigint[]), (select ?::text[]), (select ?::text[]),
          (select ?::bigint[]), (select ?::text[])) as e (company_id, following, type, users, conversation_id, payload)
        join head using (company_id)
      )
      select company_id, seq from head
      """;

  private record Head(CompanyId company, long seq) {}

  private final Database database;
  private final Json json;
  private final StreamHints hints;
  private final Clock clock;

  public PostgresStreams(Database database, Json json, StreamHints hints, Clock clock) {
    this.database = database;
    this.json = json;
    this.hints = hints;
    this.clock = clock;
  }

  @Override
  public void append(Collection<StreamEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    var heads = new ArrayList<Head>();
    insert(List.copyOf(events), heads);
    database.afterCommit(() -> heads.forEach(head -> hints.reached(head.company(), head.seq())));
  }

  private void insert(List<StreamEvent> events, List<Head> heads) {
    var perCompany = new TreeMap<CompanyId, Long>();
    var following = new Long[events.size()];
    for (int i = events.size() - 1; i >= 0; i--) {
      following[i] = perCompany.merge(events.get(i).company(), 1L, Long::sum) - 1;
    }
    database.writeLater(
        perCompany.keySet(),
        APPEND,
        row -> heads.add(new Head(new CompanyId(row.getLong(1)), row.getLong(2))),
        perCompany.keySet().stream().map(CompanyId::value).toArray(Long[]::new),
        perCompany.values().toArray(Long[]::new),
        clock.instant(),
        events.stream().map(event -> event.company().value()).toArray(Long[]::new),
        following,
        events.stream().map(StreamEvent::type).toArray(String[]::new),
        events.stream().map(PostgresStreams::users).toArray(String[]::new),
        events.stream().map(PostgresStreams::conversation).toArray(Long[]::new),
        payloads(events));
  }

  private String[] payloads(List<StreamEvent> events) {
    return events.stream().map(event -> json.write(event.payload())).toArray(String[]::new);
  }

  private static String users(StreamEvent event) {
    var users =
        switch (event.audience()) {
          case Audience.Users(var named) -> named;
          case Audience.Viewers(_, var also) -> also;
        };
    return users.stream().map(UserId::toString).collect(Collectors.joining(",", "{", "}"));
  }

  private static Long conversation(StreamEvent event) {
    return switch (event.audience()) {
      case Audience.Users _ -> null;
      case Audience.Viewers(var conversation, _) -> conversation.value();
    };
  }
}
