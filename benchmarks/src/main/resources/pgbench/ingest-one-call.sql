\set customer random(1, 10000)
select marks.ingest(1, :customer, 'Hello, is my order on its way? I ordered it last Monday.');
