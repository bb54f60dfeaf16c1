-- What rules in shadow mode would have told. Kept apart from alerts: it shows on no worklist, in no count and in no mail.
create table shadow_alert (
    school_id smallint not null,
    alert_id text not null,
    rule_id text not null,
    rule_version integer not null,
    subject_kind text not null,
    subject_id text not null,
    student_id text,
    class_ids text[] not null,
    level text not null check (level in ('BLUE', 'YELLOW', 'ORANGE', 'RED')),
    condition text not null check (condition in ('FIRING', 'STABILISED', 'ENDED')),
    end_reason text,
    opened_at timestamptz not null,
    changed_at timestamptz not null,
    title text not null,
    primary key (school_id, alert_id)
);
comment on column shadow_alert.opened_at is 'school clock';
comment on column shadow_alert.changed_at is 'school clock, of the last transition';
create index shadow_alert_rule on shadow_alert (school_id, rule_id, opened_at);
create index alert_rule on alert (school_id, rule_id, opened_at);
