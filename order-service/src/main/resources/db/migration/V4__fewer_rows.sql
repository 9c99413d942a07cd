-- The facts of an order that became known in one transaction stand in one row: an order is written by the hundred, and its history read by the one.
-- Facts from before stay where they are, in order_fact: services of the version before may still be writing there, and millions of rows need not be copied.
-- Who writes lines, facts and visits has just written or locked their order, so no foreign key asks for it once more: it would cost as much as the row.
create table order_history (
    order_id uuid   not null,
    position bigint generated always as identity,
    facts    json   not null,                           -- an array, in the order in which they became known: at, what, cause, detail
    primary key (order_id, position)
);

alter table stage_visit
    drop constraint stage_visit_order_id_line_number_fkey,
    drop constraint stage_visit_pkey,
    add primary key (order_id, visit_id);
drop index stage_visit_open;
alter table order_line drop constraint order_line_order_id_fkey;

-- A line is written again a moment after it was placed: with room on its page it need not enter its indexes again.
alter table order_line set (fillfactor = 45);
