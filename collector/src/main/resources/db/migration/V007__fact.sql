-- The other facts: what holds of each, one table a kind; older versions and changes of all of them together.
create table roll_call (
    school_id smallint not null,
    fact_key text not null,
    source_id text not null,
    source_rank smallint not null,
    off_roster boolean not null,
    recorded_at timestamptz not null,
    received_at timestamptz not null,
    sequence bigint not null,
    payload text not null,
    session_on date not null,
    session_id text not null,
    class_id text not null,
    recorder text,
    mode text not null,
    primary key (school_id, fact_key)
);
create index roll_call_session on roll_call (school_id, session_on, session_id);

create table leave_slip (
    school_id smallint not null,
    fact_key text not null,
    source_id text not null,
    source_rank smallint not null,
    off_roster boolean not null,
    recorded_at timestamptz not null,
    received_at timestamptz not null,
    sequence bigint not null,
    payload text not null,
    student_id text not null,
    slip_id text not null,
    kind text not null,
    from_at timestamptz not null,
    to_at timestamptz not null,
    covers_to_at timestamptz not null,
    state text not null,
    primary key (school_id, fact_key)
);
create index leave_slip_student on leave_slip (school_id, student_id);
comment on column leave_slip.covers_to_at is 'Until when it covers: from_at where it does not, the return where the student came back early.';

create table lesson_check (
    school_id smallint not null,
    fact_key text not null,
    source_id text not null,
    source_rank smallint not null,
    off_roster boolean not null,
    recorded_at timestamptz not null,
    received_at timestamptz not null,
    sequence bigint not null,
    payload text not null,
    attribution text not null,
    student_id text not null,
    session_id text,
    offering_id text not null,
    check_number integer not null,
    state text not null,
    score numeric,
    max_score numeric,
    due_on date,
    submitted_at timestamptz,
    class_id text,
    held_on date not null,
    primary key (school_id, fact_key)
);
create index lesson_check_offering on lesson_check (school_id, offering_id, held_on);
create index lesson_check_session on lesson_check (school_id, session_id) where session_id is not null;
comment on column lesson_check.held_on is 'The day of the session, or the due day.';
comment on column lesson_check.attribution is 'To whom and when it counts, as JSON, as it went into the last change.';

create table learning_evaluation (
    school_id smallint not null,
    fact_key text not null,
    source_id text not null,
    source_rank smallint not null,
    off_roster boolean not null,
    recorded_at timestamptz not null,
    received_at timestamptz not null,
    sequence bigint not null,
    payload text not null,
    teacher_id text not null,
    offering_id text not null,
    month text not null,
    class_id text,
    student_id text,
    mean_score numeric not null,
    primary key (school_id, fact_key)
);
create index learning_evaluation_offering on learning_evaluation (school_id, offering_id, month);
comment on column learning_evaluation.mean_score is 'Mean of its items, 1 to 5.';

create table fact_history (
    school_id smallint not null,
    kind text not null,
    fact_key text not null,
    source_id text not null,
    source_rank smallint not null,
    off_roster boolean not null,
    recorded_at timestamptz not null,
    received_at timestamptz not null,
    sequence bigint not null,
    payload text not null,
    primary key (school_id, kind, fact_key, source_id, recorded_at)
);
comment on table fact_history is 'Versions of roll calls, slips, checks and evaluations that were replaced, or that never held.';

create table fact_change (
    school_id smallint not null,
    sequence bigint not null,
    ordinal integer not null,
    kind text not null,
    fact_key text not null,
    before text,
    after text,
    attribution text,
    primary key (school_id, sequence, ordinal)
);
comment on table fact_change is 'Every effective change of those facts, before and after in the words of the public API.';
