-- 人才培养工作状态数据: what the school reports of itself, indicator by indicator, unit by unit and period by period.
create table reported_value (
    school_id smallint not null,
    fact_key text not null,
    source_id text not null,
    source_rank smallint not null,
    off_roster boolean not null,
    recorded_at timestamptz not null,
    received_at timestamptz not null,
    sequence bigint not null,
    payload text not null,
    indicator_id text not null,
    unit_id text,
    period text not null,
    value numeric not null,
    primary key (school_id, fact_key)
);
create index reported_value_unit on reported_value (school_id, unit_id, period);
comment on table reported_value is 'The value that holds; replaced ones are in fact_history.';
comment on column reported_value.unit_id is 'A college, program, course or teacher, by the level of the indicator; null = the school itself.';
comment on column reported_value.period is 'A year 2026, a school year 2025-2026, a month 2026-09 or a term of the calendar.';
comment on column reported_value.value is 'In the unit of measure that the catalogue names for the indicator.';
