\set pair random(1, 1225)
select bench.send(1, :pair, 1, 'Can you take over at noon?');
