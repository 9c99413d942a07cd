-- Where the units of a visit lie: those that are to be picked, in totes or packed. Visits from before do not say.
alter table stage_visit add column location text;
-- The backlog is read once, when a replica starts, and followed on the stream: no query asks for what stands where.
drop index stage_visit_backlog;
