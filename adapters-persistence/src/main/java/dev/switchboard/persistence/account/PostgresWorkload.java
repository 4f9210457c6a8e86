package dev.switchboard.persistence.account;

import dev.switchboard.application.account.Workload;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.user.UserId;
import dev.switchboard.persistence.Database;
import dev.switchboard.persistence.Sql;
import dev.switchboard.persistence.conversation.States;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Open chats, counted for any number of users in one statement. */
public final class PostgresWorkload implements Workload {
  static final String COUNT =
      """
      select u.id, (
        select count(*) from conversation c
        where c.company_id = ? and c.assignee_id = u.id and c.%s) as chats
      from unnest(?::bigint[]) u (id)
      """
          .formatted(States.UNRESOLVED);

  private final Database database;

  public PostgresWorkload(Database database) {
    this.database = database;
  }

  @Override
  public Map<UserId, Long> openChats(CompanyId company, Collection<UserId> users) {
    var ids = users.stream().map(UserId::value).toArray(Long[]::new);
    var chats = new HashMap<UserId, Long>();
    database.read(
        company,
        connection ->
            Sql.list(
                connection,
                COUNT,
                row -> chats.put(new UserId(row.getLong("id")), row.getLong("chats")),
                company.value(),
                ids));
    return chats;
  }
}
