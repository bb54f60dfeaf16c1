create table source (
    school_id smallint not null,
    id text not null,
    name text not null,
    rank smallint not null,
    off_roster boolean not null,
    types text[],
    key_hash bytea not null,
    rows_per_second integer not null,
    created_at timestamptz not null,
    last_used_at timestamptz,
    primary key (school_id, id)
);
comment on column source.types is 'Types of observations that it may send; null = all.';
comment on column source.key_hash is 'SHA-256 of its key; the key itself is random, 256 bits, and never kept.';
comment on column source.rows_per_second is 'Rate limit, in rows a second.';

-- 学生期终评教: who may answer, and what was answered, with nothing between them.
create table ballot_token (
    school_id smallint not null,
    token_hash bytea not null,
    student_id text not null,
    offering_id text not null,
    teacher_id text not null,
    opens_on date not null,
    closes_on date not null,
    answered_on date,
    primary key (school_id, token_hash)
);
create unique index ballot_token_person on ballot_token (school_id, offering_id, teacher_id, student_id);
comment on table ballot_token is 'Participation alone: the day of the answer, never its time.';
comment on column ballot_token.token_hash is 'SHA-256 of the one-time token.';
comment on column ballot_token.closes_on is 'First day on which it can no longer be answered.';

create table ballot_answer (
    school_id smallint not null,
    id uuid not null default gen_random_uuid(),
    offering_id text not null,
    teacher_id text not null,
    items jsonb not null,
    primary key (school_id, id)
);
comment on table ballot_answer is 'The answers: no person, no time, no sequence; a random key, so that not even the order remains.';
