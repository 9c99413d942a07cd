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
