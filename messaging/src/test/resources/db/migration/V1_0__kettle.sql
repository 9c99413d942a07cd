create table kettle (
    name    text primary key,
    boiled  int not null,
    degrees int not null check (degrees <= 100)
);
create table pour (
    position bigint generated always as identity primary key,
    kettle   text not null,
    cup      text not null
);
create table tea (
    kettle text primary key,
    last   bigint not null
);

-- Failures to order: what the database shall answer when this kettle boils.
create table trouble (
    kettle text not null,
    code   text not null
);
create function trouble() returns trigger language plpgsql as $$
declare
    ordered text;
begin
    select code into ordered from trouble where kettle = new.name limit 1;
    if ordered = 'SLEEP' then
        perform pg_sleep(5);
    elsif ordered is not null then
        raise exception 'ordered' using errcode = ordered;
    end if;
    return new;
end $$;
create trigger trouble before insert or update on kettle for each row execute function trouble();
create function away() returns trigger language plpgsql as $$
begin
    raise exception 'ordered' using errcode = '57P01';
end $$;
