package dev.switchboard.persistence.conversation;

import dev.switchboard.application.Ids;
import dev.switchboard.application.conversation.World;
import dev.switchboard.domain.assignment.Candidate;
import dev.switchboard.domain.channel.ChannelAccountId;
import dev.switchboard.domain.company.CompanyId;
import dev.switchboard.domain.contact.ContactId;
import dev.switchboard.domain.user.SystemRole;
import dev.switchboard.persistence.TestDatabase;

/** The rows that a conversation's foreign keys ask for. */
public final class PostgresWorld implements World {
  private final TestDatabase test;
  private final Ids ids;

  public PostgresWorld(TestDatabase test) {
    this.test = test;
    this.ids = test.ids();
  }

  @Override
  public CompanyId company() {
    var id = ids.next();
    test.execute(
        "insert into company (id, name, created_at, updated_at) values (?, 'Acme', now(), now())",
        id);
    test.execute(
        "insert into role (company_id, id, slug, name, is_system, permissions, created_at,"
            + " updated_at) values (?, ?, 'agent', 'Agent', true, ?, now(), now())",
        id,
        ids.next(),
        SystemRole.AGENT.permissions().stream().map(p -> p.code()).toArray(String[]::new));
    return new CompanyId(id);
  }

  @Override
  public ChannelAccountId channel(CompanyId company) {
    var id = ids.next();
    test.execute(
        "insert into channel_account (company_id, id, platform, external_id, name, token, is_active,"
            + " human_agent, state, connected_at, updated_at) values (?, ?, 'FACEBOOK', ?, 'Page', '\\x00',"
            + " true, true, 'OK', now(), now())",
        company.value(),
        id,
        "page-" + id);
    return new ChannelAccountId(id);
  }

  @Override
  public ContactId contact(CompanyId company, ChannelAccountId channel, String name) {
    var id = ids.next();
    test.execute(
        "insert into contact (company_id, id, channel_account_id, external_id, name,"
            + " first_seen_at) values (?, ?, ?, ?, ?, now())",
        company.value(),
        id,
        channel.value(),
        "psid-" + id,
        name);
    return new ContactId(id);
  }

  @Override
  public Candidate agent(CompanyId company, Candidate agent) {
    var id = agent.user().value();
    test.execute(
        "insert into app_user (company_id, id, username, email, password_hash, full_name,"
            + " is_active, can_receive_new_chats, chat_capacity, created_at, updated_at) values"
            + " (?, ?, ?, ?, '', ?, ?, ?, ?::integer, ?, now()) on conflict (company_id, id) do update"
            + " set is_active = excluded.is_active, chat_capacity = excluded.chat_capacity,"
            + " can_receive_new_chats = excluded.can_receive_new_chats",
        company.value(),
        id,
        "user" + id,
        "user" + id + "@example.org",
        agent.name(),
        agent.active(),
        agent.acceptsNewChats(),
        agent.capacity().isPresent() ? agent.capacity().getAsInt() : null,
        agent.position().createdAt());
    test.execute(
        "insert into user_role select company_id, ?, id from role where company_id = ?"
            + " and slug = 'agent' on conflict do nothing",
        id,
        company.value());
    return agent;
  }
}
