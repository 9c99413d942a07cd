-- Units that short picks told missing, in all. What inventory said last also says which of them had been picked, and what the warehouse told keeps count of it.
alter table order_line add column missing int not null default 0 check (missing >= 0);
update order_line set
    answer = case when answer is not null then jsonb_build_object('locations', answer) end,
    progress = jsonb_build_object('unwanted', 0, 'missing', 0, 'locations', coalesce(
        (select jsonb_object_agg(location, stand || '{"missingPicked": 0}') from jsonb_each(progress -> 'locations') as told (location, stand)), '{}'));
