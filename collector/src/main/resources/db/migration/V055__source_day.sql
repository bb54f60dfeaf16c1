-- What became of every row of a source, by day: kept with the facts, so that the sum is never only nearly right.
create table source_day (
    school_id smallint not null,
    source_id text not null,
    on_day date not null,
    received_count bigint not null,
    stored_count bigint not null,
    corrected_count bigint not null,
    duplicate_count bigint not null,
    rejected_count bigint not null,
    quarantined_count bigint not null,
    released_count bigint not null,
    primary key (school_id, source_id, on_day),
    check (received_count = stored_count + corrected_count + duplicate_count + rejected_count + quarantined_count),
    check (released_count <= quarantined_count)
);
create index source_day_on on source_day (school_id, on_day);
comment on table source_day is 'received = stored + corrected + duplicate + rejected + quarantined, in rows, per source and school day.';
comment on column source_day.on_day is 'School day on which the rows were received; for imported history the declared one.';
comment on column source_day.released_count is 'Of the quarantined of that day, rows that were taken after all.';

insert into source_day
select school_id, source_id, (received_at at time zone 'Asia/Shanghai')::date, sum(received_count), sum(stored_count),
       sum(corrected_count), sum(duplicate_count), sum(rejected_count), sum(quarantined_count), 0
from receipt group by 1, 2, 3;
update source_day d set released_count = least(d.quarantined_count, q.released)
from (select school_id, source_id, (received_at at time zone 'Asia/Shanghai')::date as on_day, count(*) as released
      from quarantine where released_sequence is not null group by 1, 2, 3) q
where q.school_id = d.school_id and q.source_id = d.source_id and q.on_day = d.on_day;
