-- Attendance, its versions and its changes lie in pieces by the day on which the session was first planned: weeks of a hypertable
-- where the store has TimescaleDB, months of native partitions elsewhere. The service makes partitions ahead of the timetable.

-- Moves a table with all its rows into pieces, indexes and comments included; one transaction, nothing in between.
create function store_move(of_table text, by_column text, as_hypertable boolean, filled_by text default null) returns void
language plpgsql set search_path from current as $$
declare
    old_table text := of_table || '_moving';
    names text[];
    indexes text[];
    keys text[];
    filled text;
    days date[];
    one text;
begin
    execute format('alter table %I rename to %I', of_table, old_table);
    select array_agg(replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') order by c.relname)
             filter (where k.oid is null),
           array_agg(format('alter table %I add constraint %I %s', of_table, k.conname, pg_get_constraintdef(k.oid)))
             filter (where k.oid is not null)
      into indexes, keys
      from pg_index i join pg_class c on c.oid = i.indexrelid
      left join pg_constraint k on k.conindid = i.indexrelid and k.conrelid = i.indrelid and k.contype in ('p', 'u')
     where i.indrelid = old_table::regclass;
    execute format('create table %I (like %I including defaults including constraints including comments)%s', of_table, old_table,
                   case when as_hypertable then '' else format(' partition by range (%I)', by_column) end);
    execute format('comment on table %I is %L', of_table, obj_description(old_table::regclass));
    execute format('alter table %I alter column %I set not null', of_table, by_column);
    select array_agg(quote_ident(attname) order by attnum),
           string_agg(case when attname = by_column and filled_by is not null then filled_by else quote_ident(attname) end, ', '
                      order by attnum)
      into names, filled
      from pg_attribute where attrelid = old_table::regclass and attnum > 0 and not attisdropped;
    if as_hypertable then
        execute format('select create_hypertable(%L, %L, chunk_time_interval => interval ''7 days'', create_default_indexes => false)',
                       of_table, by_column);
    else
        execute format('select array_agg(distinct %s) from %I', coalesce(filled_by, by_column), old_table) into days;
        perform store_make_room(of_table, days);
    end if;
    execute format('insert into %I (%s) select %s from %I', of_table, array_to_string(names, ', '), filled, old_table);
    execute format('drop table %I', old_table);
    foreach one in array coalesce(keys, '{}') || coalesce(indexes, '{}') loop
        execute replace(one, old_table, of_table);
    end loop;
    execute format('analyze %I', of_table);
end $$;

-- Partitions of a table for the months of these days; those that are there are left alone. Returns how many it made.
create function store_make_room(of_table text, days date[]) returns integer
language plpgsql set search_path from current as $$
declare
    month date;
    made integer := 0;
    piece text;
begin
    for month in select distinct date_trunc('month', day::timestamp)::date from unnest(days) as day order by 1 loop
        piece := of_table || to_char(month, '_YYYY_MM');
        if to_regclass(quote_ident(piece)) is null then
            -- Made beside and attached: that lets readers and writers of the table go on.
            execute format('create table %I (like %I including all)', piece, of_table);
            execute format('alter table %I attach partition %I for values from (%L) to (%L)', of_table, piece, month,
                           (month + interval '1 month')::date);
            made := made + 1;
        end if;
    end loop;
    return made;
end $$;

alter table attendance_change add column session_on date;
alter table attendance_change drop constraint attendance_change_pkey;
comment on column attendance_change.session_on is 'The day the session was first planned on.';

do $$
declare
    is_timescale boolean := exists (select from pg_extension where extname = 'timescaledb');
begin
    perform store_move('attendance', 'session_on', is_timescale);
    perform store_move('attendance_history', 'session_on', is_timescale);
    -- The day is in the session's name: offering.yyyymmdd.period.
    perform store_move('attendance_change', 'session_on', is_timescale,
                       $f$to_date(substring(session_id from '\.(\d{8})\.\d+$'), 'YYYYMMDD')$f$);
end $$;

alter table attendance_change add primary key (school_id, sequence, ordinal, sign, session_on);
create index attendance_outside on attendance (school_id, session_on) where off_roster and observed_status is not null;
