-- 课程成绩: how a student ended an offering. 教师到课: how a teacher came to a session, as somebody or something saw it.
create table course_result (
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
    offering_id text not null,
    score numeric,
    outcome text not null,
    credits numeric,
    primary key (school_id, fact_key)
);
create index course_result_student on course_result (school_id, student_id);
comment on table course_result is 'The result that holds; replaced ones are in fact_history.';
comment on column course_result.score is 'Of 100; null where only the outcome was said.';
comment on column course_result.credits is 'Of the course, where the source says them.';

create table teacher_attendance (
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
    teacher_id text not null,
    status text not null,
    minutes_late integer not null,
    primary key (school_id, fact_key)
);
create index teacher_attendance_teacher on teacher_attendance (school_id, teacher_id, session_on);
comment on table teacher_attendance is 'A suspicion at most, until people have found what it was.';
comment on column teacher_attendance.minutes_late is 'Minutes late (LATE) or left early (EARLY).';
