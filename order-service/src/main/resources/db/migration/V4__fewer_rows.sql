-- The facts of an order that became known in one transaction stand in one row: an order is written by the hundred, and its history read by the one.
-- Who writes facts and visits has just written or locked their order, so no foreign key asks for it once more: it would cost as much as the row.
create table order_history (
    order_id uuid   not null,
    position bigint generated always as identity,
    facts    json   not null,                           -- an array, in the order in which they became known: at, what, cause, detail
    primary key (order_id, position)
);
insert into order_history (order_id, facts)
select order_id, json_build_array(json_build_object(
        'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), 'what', what, 'cause', cause, 'detail', detail))
    from order_fact order by position;
drop table order_fact;

alter table stage_visit
    drop constraint stage_visit_order_id_line_number_fkey,
    drop constraint stage_visit_pkey,
    add primary key (order_id, visit_id);
drop index stage_visit_open;

-- A line is written again a moment after it was placed: with room on its page it need not enter its indexes again.
alter table order_line set (fillfactor = 60);
