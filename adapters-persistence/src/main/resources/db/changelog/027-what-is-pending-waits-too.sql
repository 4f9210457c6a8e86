--liquibase formatted sql

-- A pending chat whose agent left while nobody could take it waits for an agent as an open one does. A node of the version
-- before, which looks for the open ones alone, finds them by this index too.

--changeset switchboard:027-what-is-pending-waits-too
create index conversation_waiting on conversation (company_id, waiting_since, id)
  where waiting_since is not null and state in ('open', 'pending');

--changeset switchboard:027-waiting-takes-the-name
drop index conversation_backlog;
alter index conversation_waiting rename to conversation_backlog;
