-- Events that do not concern this service, by partition: position - first_offset = handled + duplicates + passed_over.
alter table consumed add column passed_over bigint not null default 0;
