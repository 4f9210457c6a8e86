select c.*, k.name, k.external_id, u.full_name
from conversation c
join contact k on k.company_id = c.company_id and k.id = c.contact_id
left join app_user u on u.company_id = c.company_id and u.id = c.assignee_id
where c.company_id = :company order by c.last_activity_at desc, c.id desc limit 50;
