-- The same orders in every database: all of an order follows from its number. Times are milliseconds, stages their place in the list.
set session_replication_role = replica; -- what is written here refers to what is written here
set synchronous_commit = off;
set jit = off;
set work_mem = '256MB';
set maintenance_work_mem = '256MB';

-- An index is made faster over all rows than row by row: those of a table, but for keys that others refer to, are put away and then made again.
create temporary table put_away (change text not null);

create function pg_temp.put_indexes_away(of regclass) returns void language plpgsql as $$
declare it record; begin
    for it in
        select format('alter table %s drop constraint %I', of, conname) as away, format('alter table %s add constraint %I %s', of, conname, pg_get_constraintdef(oid)) as back
        from pg_constraint where conrelid = of and contype in ('p', 'u') and conindid not in (select conindid from pg_constraint where contype = 'f')
        union all
        select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
        from pg_index where indrelid = of and indexrelid not in (select conindid from pg_constraint)
    loop
        execute it.away;
        insert into put_away values (it.back);
    end loop;
end $$;

create function pg_temp.make_indexes_again() returns void language plpgsql as $$
declare it record; begin
    for it in select change from put_away loop
        execute it.change;
    end loop;
    truncate put_away;
end $$;

-- A number from 0 to 1, always the same for the same thing.
create function pg_temp.draw(thing bigint, what int) returns float8 language sql immutable
    return (hashint8extended(thing, what) & 4294967295) / 4294967296::float8;

create function pg_temp.stage(place int) returns text language sql immutable
    return (array['ON_HOLD', 'AWAITING_ALLOCATION', 'BACKORDERED', 'READY_TO_PICK', 'PICKING', 'PACKED', 'SHIPPED', 'DELIVERED', 'CANCELLED'])[place];

create function pg_temp.moment(millis float8) returns timestamptz language sql immutable
    return to_timestamp(floor(millis) / 1000);

-- Of the newest orders all are open, and the older the fewer: so many in all as are wanted. A quarter of those that are open wait for one SKU.
create temporary view grown_order as
    select number, placed, is_open, place, waits_for_first, customer, lines,
        (lpad(to_hex(placed), 12, '0') || '7' || substr(random_part, 1, 3) || '8' || substr(random_part, 2, 15))::uuid as order_id,
        (array['web', 'web', 'web', 'web', 'app', 'app', 'app', 'store', 'store', 'phone', 'wholesale', 'wholesale', 'social',
            'marketplace-1', 'marketplace-1', 'marketplace-2', 'marketplace-3'])[1 + floor(17 * pg_temp.draw(number, 4))::int] as channel,
        (array['EUR', 'EUR', 'EUR', 'USD', 'USD', 'JPY'])[market] as currency,
        (array['DE', 'FR', 'NL', 'US', 'US', 'JP'])[market] as country,
        (array['LOW', 'NORMAL', 'HIGH', 'CRITICAL'])[class] as priority,
        placed - (class - 2) * 14 * 86400000::bigint as release_key,
        case when pg_temp.draw(number, 7) < 0.2 then placed + (2 + 28 * pg_temp.draw(number, 8)) * 86400000 end as needed,
        greatest(placed, :now - (:now - placed) * pg_temp.draw(number, 9)) as held,
        place > 3 and pg_temp.draw(number, 10) < 0.03 as was_held
    from (
        select number, placed, is_open,
            case when is_open then (array[3, 3, 3, 3, 3, 3, 3, 2, 1, 4, 4, 4, 4, 5, 5, 6, 6, 7, 7, 7])[1 + opened % 20]
                when pg_temp.draw(number, 1) < 0.05 then 9 else 8 end as place,
            is_open and opened % 20 < 5 as waits_for_first,
            1 + width_bucket(pg_temp.draw(number, 2), array[0.35, 0.6, 0.77, 0.88, 0.95]) as lines,
            floor(:customers * pg_temp.draw(number, 3) ^ 1.5)::int as customer,
            1 + floor(6 * pg_temp.draw(number, 5))::int as market,
            1 + width_bucket(pg_temp.draw(number, 6), array[0.1, 0.75, 0.95]) as class,
            lpad(to_hex(hashint8extended(number, 0)), 16, '0') as random_part
        from (
            select number, :first + number * :between as placed,
                floor(:open * (number / :orders::float8) ^ (:orders / :open::float8))::int as opened,
                floor(:open * ((number - 1) / :orders::float8) ^ (:orders / :open::float8)) < floor(:open * (number / :orders::float8) ^ (:orders / :open::float8)) as is_open
            from generate_series(1::bigint, :orders) as number
            offset 0
        ) as placed
        offset 0
    ) as drawn
    offset 0;

-- A line stands where its order stands, or further on; some of its units may be a step ahead of the others. What waits is for the first SKU, of which nothing
-- is left, or for one that is out of stock. NORTH and SOUTH tell every step, the others what they ship.
create temporary view grown_line as
    select grown_order.*, line.*, tells_all,
        case when is_out then 'grown-out-' else 'grown-' end || rank as sku,
        round((0.5 + 499 * pg_temp.draw(rank, case when is_out then 51 else 50 end) ^ 3)::numeric, case when currency = 'JPY' then 0 else 2 end) as unit_price,
        case when tells_all then (array['NORTH', 'NORTH', 'SOUTH'])[1 + floor(3 * pg_temp.draw(key, 28))::int]
            else (array['MAIN', 'MAIN', 'MAIN', 'EAST', 'WEST'])[1 + floor(5 * pg_temp.draw(key, 28))::int] end as location,
        case when stands = 9 then quantity else 0 end as cancelled,
        case when stands between 4 and 8 or stands = 1 and has_stock then quantity else ahead end as allocated,
        case when stands between 5 and 8 then quantity when stands in (1, 4) then ahead else 0 end as picked,
        case when stands between 6 and 8 then quantity when stands = 5 then ahead else 0 end as packed,
        case when stands between 7 and 8 then quantity when stands = 6 then ahead else 0 end as shipped,
        case when stands = 8 then quantity when stands = 7 then ahead else 0 end as delivered,
        case when stands = 2 or stands between 4 and 9 then 0 when stands = 1 and has_stock then 0 else quantity - ahead end as waiting
    from grown_order
    cross join lateral (
        select line_number, key, quantity, stands, has_stock, has_waited,
            case when quantity > 1 and stands in (1, 3, 4, 5, 6, 7) and pg_temp.draw(key, 24) < 0.2
                then 1 + floor((quantity - 1) * pg_temp.draw(key, 25))::int else 0 end as ahead,
            is_out,
            case when waits_for_first and line_number = 1 then 0
                else floor(case when is_out then :skus / 40 else :skus end * pg_temp.draw(key, 26) ^ 2)::int end as rank,
            case when pg_temp.draw(key, 30) < 0.25 then least(placed + 120000 * pg_temp.draw(key, 31), :now) else placed end as answered
        from (
            select line_number, number * 8 + line_number as key,
                1 + floor(12 * pg_temp.draw(number * 8 + line_number, 20) ^ 4)::int as quantity,
                case when line_number = 1 or pg_temp.draw(number * 8 + line_number, 21) < 0.6 then place
                    when place = 8 and pg_temp.draw(number * 8 + line_number, 22) < 0.15 or place < 8 and pg_temp.draw(number * 8 + line_number, 22) < 0.05 then 9
                    when place >= 8 then place
                    when place = 1 then 5 + floor(4 * pg_temp.draw(number * 8 + line_number, 23))::int
                    else place + 1 + floor((8 - place) * pg_temp.draw(number * 8 + line_number, 23))::int end as stands,
                pg_temp.draw(number * 8 + line_number, 29) < 0.8 as has_stock,
                pg_temp.draw(number * 8 + line_number, 32) < 0.15 as has_waited
            from generate_series(1, lines) as line_number
            offset 0
        ) as drawn
        cross join lateral (
            select (stands in (2, 3) or stands = 1 and not has_stock) and not (waits_for_first and line_number = 1) as is_out
            offset 0
        ) as stock
        offset 0
    ) as line
    cross join lateral (
        select stands in (5, 6) or ahead > 0 and stands in (1, 4, 5) or pg_temp.draw(key, 27) < 0.25 as tells_all
        offset 0
    ) as told
    offset 0;

