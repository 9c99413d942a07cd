-- How many milliseconds a step takes: mostly less than so many hours on average, now and then much more.
create function pg_temp.long(thing bigint, what int, hours int) returns float8 language sql immutable
    return -ln(1 - pg_temp.draw(thing, what)) * hours * 3600000;

-- The units of a line that go together, and when each came where: the steps of open orders are stretched into all the time there was, those of closed ones end
-- before now.
create temporary view grown_units as
    select *, answered + pace * ready as ready_at, answered + pace * picked as picked_at, answered + pace * packed as packed_at,
        answered + pace * shipped as shipped_at, answered + pace * delivered as delivered_at, answered + pace * cancelled as cancelled_at,
        answered + pace * (ready + (picked - ready) / 4) as was_held_at, answered + pace * (ready + (picked - ready) / 2) as was_released_at
    from (
        select *, case when is_open then (0.2 + 0.75 * pg_temp.draw(key, 40 + portion)) * span / reach else least(1, 0.95 * span / reach) end as pace
        from (
            select *, greatest(1, (array[ready, 0, 0, ready, picked, packed, shipped, delivered, cancelled])[stands]) as reach
            from (
                select *, case when stands = 1 then held_at else :now end - answered as span,
                    ready + reading as cancelled,
                    ready + reading + case when tells_all then 0 else picking + packing end as picked,
                    ready + reading + picking + case when tells_all then 0 else packing end as packed,
                    ready + reading + picking + packing as shipped,
                    ready + reading + picking + packing + shipping as delivered
                from (
                    select order_id, line_number, key, quantity, has_stock, has_waited, tells_all, was_held, is_open, location, placed, answered,
                        greatest(held, answered) as held_at, portion, portion.units, portion.stands,
                        case when has_waited then pg_temp.long(key, 33, 240) else 0 end as ready,
                        pg_temp.long(key, 34, 20) as reading, pg_temp.long(key, 35, 6) as picking, pg_temp.long(key, 36, 10) as packing,
                        pg_temp.long(key, 37, 60) as shipping
                    from grown_line cross join lateral (values
                        (1, quantity - ahead, grown_line.stands),
                        (2, ahead, case grown_line.stands when 1 then 5 else grown_line.stands + 1 end)
                    ) as portion (portion, units, stands)
                    where portion.units > 0
                    offset 0
                ) as drawn
                offset 0
            ) as summed
            offset 0
        ) as reaching
        offset 0
    ) as paced
    offset 0;

select pg_temp.put_indexes_away('stage_visit');

insert into stage_visit (order_id, line_number, stage, location, units, entered_at, left_at)
select order_id, line_number, pg_temp.stage(stage), case when stage in (4, 5, 6) or stage = 1 and has_stock then location end, visit.units,
    pg_temp.moment(entered), case when stage <> stands then pg_temp.moment(ended) end
from grown_units cross join lateral (
    select 2 as stage, quantity as units, placed::float8 as entered, answered as ended where portion = 1
    union all select 3, units, answered, case when stands = 9 then cancelled_at when stands = 1 and not has_stock then held_at else ready_at end
        where stands = 3 or stands = 1 and not has_stock or has_waited and stands <> 2
    union all select 4, units, ready_at, case when stands = 9 then cancelled_at when stands = 1 then held_at when was_held then was_held_at else picked_at end
        where stands between 4 and 8 or stands = 1 and has_stock or stands = 9 and not has_waited
    union all select 1, units, held_at, null where stands = 1
    union all select * from (values (1, units, was_held_at, was_released_at), (4, units, was_released_at, picked_at)) as was_held where was_held and stands between 5 and 8
    union all select 5, units, picked_at, packed_at where tells_all and stands between 5 and 8
    union all select 6, units, packed_at, shipped_at where tells_all and stands between 6 and 8
    union all select 7, units, shipped_at, delivered_at where stands between 7 and 8
    union all select 8, units, delivered_at, null where stands = 8
    union all select 9, units, cancelled_at, null where stands = 9
) as visit;

select pg_temp.make_indexes_again();
analyze stage_visit;
