create table alert (
    school_id smallint not null,
    alert_id text not null,
    rule_id text not null,
    rule_version integer not null,
    subject_kind text not null,
    subject_id text not null,
    student_id text,
    class_ids text[] not null,
    college_id text,
    session_id text,
    offering_id text,
    teacher_id text,
    level text not null check (level in ('BLUE', 'YELLOW', 'ORANGE', 'RED')),
    condition text not null check (condition in ('FIRING', 'STABILISED', 'ENDED')),
    end_reason text,
    opened_at timestamptz not null,
    opened_sequence bigint not null,
    changed_at timestamptz not null,
    changed_sequence bigint not null,
    title text not null,
    text_zh text not null,
    text_en text,
    evidence jsonb not null,
    handling text not null default 'NEW' check (handling in ('NEW', 'ACKNOWLEDGED', 'IN_WORK', 'CLOSED')),
    handled_by text,
    handled_at timestamptz,
    handling_note text,
    primary key (school_id, alert_id)
);
comment on table alert is 'one crossing of one rule by one subject; its condition belongs to the engine, its handling to people';
comment on column alert.opened_at is 'school clock';
comment on column alert.opened_sequence is 'journal sequence that opened it';
comment on column alert.evidence is 'observations, arithmetic and distance, frozen as of changed_sequence';
comment on column alert.handled_at is 'school clock, of the last act';

-- One open alert per rule and subject, whatever the engine believes.
create unique index alert_open on alert (school_id, rule_id, subject_kind, subject_id) where condition <> 'ENDED';
create index alert_page on alert (school_id, opened_sequence desc, alert_id desc);
create index alert_student on alert (school_id, student_id) where student_id is not null;
create index alert_teacher on alert (school_id, teacher_id) where teacher_id is not null;
create index alert_class on alert using gin (class_ids) where condition <> 'ENDED';

create table alert_transition (
    school_id smallint not null,
    sequence bigint not null,
    ordinal integer not null,
    alert_id text not null,
    at timestamptz not null,
    kind text not null,
    level_before text,
    level text not null,
    condition text not null,
    end_reason text,
    by_correction boolean not null,
    title text not null,
    text_zh text not null,
    text_en text,
    evidence jsonb not null,
    primary key (school_id, sequence, ordinal),
    foreign key (school_id, alert_id) references alert (school_id, alert_id)
);
comment on table alert_transition is 'every change of an alert''s condition, level or evidence, by the journal row that caused it';
comment on column alert_transition.at is 'school clock';
create index alert_transition_alert on alert_transition (school_id, alert_id, sequence, ordinal);

create table alert_handling (
    school_id smallint not null,
    alert_id text not null,
    sequence bigint not null,
    at timestamptz not null,
    act text not null,
    state text not null,
    handled_by text,
    note text,
    primary key (school_id, alert_id, sequence),
    foreign key (school_id, alert_id) references alert (school_id, alert_id)
);
comment on table alert_handling is 'every act of a person on an alert, and each reset of a closed one by a higher level (act REOPEN, by nobody)';
comment on column alert_handling.at is 'school clock';
