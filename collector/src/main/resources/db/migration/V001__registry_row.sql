-- The registry as it was known: each row from the edit that brought it until the edit that took it away.
create table registry_row (
    school_id smallint not null,
    kind text not null,
    key text not null,
    from_sequence bigint not null,
    until_sequence bigint,
    data jsonb not null,
    primary key (school_id, kind, key, from_sequence)
);
create unique index registry_row_current on registry_row (school_id, kind, key) where until_sequence is null;
comment on table registry_row is 'Rows of the registry, one table for all kinds; validity in days is inside the rows, here is when they were known.';
comment on column registry_row.from_sequence is 'The journal row that brought it.';
comment on column registry_row.until_sequence is 'The journal row that replaced or ended it; null = known now.';
