-- The system alert of a source that was expected and says nothing. It is no low value: nothing at all is known meanwhile.
create table source_silence (
    school_id smallint not null,
    source_id text not null,
    since_at timestamptz not null,
    last_heard_at timestamptz,
    ended_at timestamptz,
    primary key (school_id, source_id, since_at)
);
create unique index source_silence_open on source_silence (school_id, source_id) where ended_at is null;
comment on column source_silence.since_at is 'When it should have been heard at the latest, by the school''s clock.';
comment on column source_silence.last_heard_at is 'Null = never heard since it was made.';
comment on column source_silence.ended_at is 'When it spoke again, or was no longer expected; null = silent now.';
