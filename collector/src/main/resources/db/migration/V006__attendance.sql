-- Attendance: one row a student and session once something is known of it.
create table attendance (
    school_id smallint not null,
    session_on date not null,
    session_id text not null,
    student_id text not null,
    observed_status text,
    observed_missed smallint,
    minutes_late smallint not null,
    source_id text,
    source_rank smallint,
    off_roster boolean not null,
    recorded_at timestamptz,
    received_at timestamptz,
    observed_sequence bigint,
    status text,
    missed_periods smallint,
    late_minutes smallint,
    expected_periods smallint,
    slip_id text,
    standing_source_id text,
    standing_received_at timestamptz,
    class_id text,
    roll_id text,
    program_id text,
    college_id text,
    teacher_id text,
    offering_id text,
    held_on date,
    first_period smallint,
    starts_at timestamptz not null,
    ends_at timestamptz,
    sequence bigint not null,
    primary key (school_id, session_on, session_id, student_id)
);
create index attendance_held on attendance (school_id, held_on);
create index attendance_student on attendance (school_id, student_id, starts_at);
comment on table attendance is 'What holds: the observed status (null when a roll call merely implies one) and the effective one.';
comment on column attendance.session_on is 'The day the session was first planned on; never changes.';
comment on column attendance.minutes_late is 'As observed: minutes late, or minutes left early.';
comment on column attendance.observed_missed is 'Missed periods as sent; null = by the status.';
comment on column attendance.status is 'Effective: observed, overlaid by approved leave, within roster and timetable; null = nothing holds now.';
comment on column attendance.missed_periods is 'Effective, in periods of the session.';
comment on column attendance.late_minutes is 'Effective, in minutes.';
comment on column attendance.expected_periods is 'Period equivalent of the session.';
comment on column attendance.standing_source_id is 'The source whose version holds: the attendance''s, or the roll call''s.';
comment on column attendance.observed_sequence is 'The journal row that brought the observed version.';
comment on column attendance.sequence is 'The journal row that changed it last.';

create table attendance_history (
    school_id smallint not null,
    session_on date not null,
    session_id text not null,
    student_id text not null,
    observed_status text not null,
    observed_missed smallint,
    minutes_late smallint not null,
    source_id text not null,
    source_rank smallint not null,
    off_roster boolean not null,
    recorded_at timestamptz not null,
    received_at timestamptz not null,
    sequence bigint not null,
    primary key (school_id, session_on, session_id, student_id, source_id, recorded_at)
);
comment on table attendance_history is 'Versions that were replaced, or that never held.';
comment on column attendance_history.sequence is 'The journal row that brought the version.';

create table attendance_change (
    school_id smallint not null,
    sequence bigint not null,
    ordinal integer not null,
    sign smallint not null check (sign in (-1, 1)),
    student_id text not null,
    session_id text not null,
    status text not null,
    observed_status text,
    expected_periods smallint not null,
    missed_periods smallint not null,
    late_minutes smallint not null,
    slip_id text,
    source_id text not null,
    received_at timestamptz not null,
    class_id text,
    roll_id text,
    program_id text,
    college_id text,
    teacher_id text,
    offering_id text,
    held_on date not null,
    first_period smallint not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    primary key (school_id, sequence, ordinal, sign)
);
comment on table attendance_change is 'Every effective change, as signed rows: -1 takes the standing before away, +1 adds the one after. Sums of them are the measures as of a sequence.';
