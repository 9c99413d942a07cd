-- Events of streams that Kafka keeps for a while leave the inbox some time later. All others stay, also those that came before this was written down.
-- Rows of a batch have one time, and the index takes them as one entry at its end: it costs the inbox next to nothing.
alter table inbox add column expires boolean not null default false;
create index inbox_expiring on inbox (at) where expires;
