select c.*, ct.external_id as contact_external_id, ct.name as contact_name, ct.picture_url, ct.first_seen_at,
  ch.external_id as channel_external_id, ch.human_agent, u.username, u.email, u.full_name, u.is_active, u.can_receive_new_chats, u.avatar_url
from (select * from conversation where company_id = :company order by last_activity_at desc, id desc limit 51) c
join contact ct on ct.company_id = c.company_id and ct.id = c.contact_id
join channel_account ch on ch.company_id = c.company_id and ch.id = c.channel_account_id
left join app_user u on u.company_id = c.company_id and u.id = c.assignee_id
order by c.last_activity_at desc, c.id desc;
