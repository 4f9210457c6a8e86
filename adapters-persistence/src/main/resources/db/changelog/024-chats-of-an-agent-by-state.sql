--liquibase formatted sql

-- An agent's work is found without a walk through all they ever had: by whoever gives out a chat, counts what somebody
-- has, or asks for their own open ones. A list of all states reads four ranges of it side by side.

--changeset switchboard:024-chats-of-an-agent-by-state
create index conversation_held on conversation (company_id, assignee_id, state, last_activity_at desc, id desc)
  where assignee_id is not null;

--changeset switchboard:024-held-takes-the-name
drop index conversation_assignee;
alter index conversation_held rename to conversation_assignee;
