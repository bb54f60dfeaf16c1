create table engine_snapshot (
    school_id smallint not null,
    sequence bigint not null,
    part integer not null,
    form integer not null,
    engine_version text not null,
    crc32 bigint not null,
    bytes bytea not null,
    primary key (school_id, sequence, part)
);
alter table engine_snapshot alter column bytes set storage external;
comment on table engine_snapshot is 'what the engine''s judging has left behind as of a journal row, so that a start judges only later rows; may be emptied at any time, no part of a backup. Names persons: not for roles that read for people.';
comment on column engine_snapshot.sequence is 'journal sequence, at or before the engine''s checkpoint';
comment on column engine_snapshot.form is 'of the bytes; one that is not known is not read';
comment on column engine_snapshot.crc32 is 'of this part';
comment on column engine_snapshot.bytes is 'deflated; the parts one after the other';
