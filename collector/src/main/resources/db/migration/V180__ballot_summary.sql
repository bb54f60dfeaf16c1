-- 评教汇总: what became of the ballots about one teacher in one offering, told by day while their window is open and once after it.
create table ballot_summary (
    school_id smallint not null,
    fact_key text not null,
    source_id text not null,
    source_rank smallint not null,
    off_roster boolean not null,
    recorded_at timestamptz not null,
    received_at timestamptz not null,
    sequence bigint not null,
    payload text not null,
    offering_id text not null,
    teacher_id text not null,
    closes_on date not null,
    invited_count integer not null,
    answered_count integer not null,
    mean_score numeric,
    primary key (school_id, fact_key),
    check (answered_count <= invited_count)
);
create index ballot_summary_teacher on ballot_summary (school_id, teacher_id, closes_on);
comment on column ballot_summary.closes_on is 'First day on which no ballot is taken any more.';
comment on column ballot_summary.mean_score is '1 to 5; null while the window is open, and for fewer than five answers.';
