-- Files that people bring: what was tried, taken and taken back, how a source's columns are called, and what was withdrawn.
create table import (
    school_id smallint not null,
    id bigint generated always as identity,
    file_name text not null,
    settings jsonb not null,
    state text not null check (state in ('TRIED', 'RUNNING', 'DONE', 'FAILED', 'UNDOING', 'UNDONE')),
    report jsonb,
    created_by text not null,
    created_at timestamptz not null,
    applied_at timestamptz,
    undone_by text,
    undone_at timestamptz,
    primary key (school_id, id)
);
comment on column import.settings is 'Target, source, columns and choices, as JSON.';
comment on column import.report is 'What the last try found, or what came of it, as JSON.';
comment on column import.applied_at is 'By the clock of the school; rows without a time of their own are recorded then.';

create table import_file (
    school_id smallint not null,
    import_id bigint not null,
    content bytea not null,
    primary key (school_id, import_id),
    foreign key (school_id, import_id) references import (school_id, id)
);
comment on table import_file is 'The file itself, only until it is taken or has lain for a week.';

create table import_mapping (
    school_id smallint not null,
    source text not null,
    target text not null,
    columns jsonb not null,
    primary key (school_id, source, target)
);
comment on column import_mapping.columns is 'Header as the file has it → column, empty for one that is left out.';

create table import_alias (
    school_id smallint not null,
    kind text not null check (kind in ('class', 'teacher')),
    alias text not null,
    id text not null,
    primary key (school_id, kind, alias)
);
comment on table import_alias is 'How files call a class or a teacher that is registered under another name.';

create table withdrawn_version (
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
    withdrawn_sequence bigint not null,
    primary key (school_id, kind, fact_key, sequence, source_id, recorded_at)
);
comment on table withdrawn_version is 'Versions of facts whose import was taken back: kept, but no longer weighed.';
comment on column withdrawn_version.withdrawn_sequence is 'The journal row that took it back.';

create index attendance_history_sequence on attendance_history (school_id, sequence);
create index fact_history_sequence on fact_history (school_id, sequence);
create index quarantine_receipt on quarantine (school_id, receipt);
