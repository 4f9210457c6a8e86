\set sender random(1, 50)
\set recipient (:sender + random(1, 49) - 1) % 50 + 1
select marks.send(1, :sender, :recipient, 'Can you take over at noon?');
