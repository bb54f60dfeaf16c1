-- The order of everything that happened. One row of the journal is one step of the engine.
create table journal_head (
    school_id smallint primary key,
    sequence bigint not null,
    known_at timestamptz not null,
    writer text not null
);
comment on table journal_head is 'Last row of the journal. It is moved only from the sequence that the writer knows, so a second writer loses.';
comment on column journal_head.writer is 'The process that moved it last; tells after an unknown outcome of a commit whose row it was.';

create table journal (
    school_id smallint not null,
    sequence bigint not null,
    kind text not null check (kind in ('FACTS', 'SCHOOL', 'RULES', 'TICK', 'ACT')),
    known_at timestamptz not null,
    reconstructed boolean not null,
    rules text,
    alert_id text,
    act text,
    act_by text,
    act_note text,
    primary key (school_id, sequence)
);
comment on column journal.known_at is 'By the clock of the school, or as declared for imported history; never goes back.';
comment on column journal.reconstructed is 'Imported history: known_at was declared, and nobody is notified.';
comment on column journal.rules is 'The whole rule set as YAML, for kind RULES.';

create table receipt (
    school_id smallint not null,
    receipt text not null,
    source_id text not null,
    received_at timestamptz not null,
    received_count integer not null,
    stored_count integer not null,
    corrected_count integer not null,
    duplicate_count integer not null,
    rejected_count integer not null,
    quarantined_count integer not null,
    errors jsonb not null,
    sequence bigint not null,
    primary key (school_id, receipt),
    check (received_count = stored_count + corrected_count + duplicate_count + rejected_count + quarantined_count)
);
comment on table receipt is 'What became of each request of a source.';

create table quarantine (
    school_id smallint not null,
    id bigint generated always as identity,
    source_id text not null,
    source_rank smallint not null,
    off_roster boolean not null,
    receipt text not null,
    row_number integer not null,
    field text not null,
    message text not null,
    payload text not null,
    is_conflict boolean not null,
    received_at timestamptz not null,
    released_sequence bigint,
    primary key (school_id, id)
);
create unique index quarantine_once on quarantine (school_id, source_id, md5(payload)) where released_sequence is null;
create index quarantine_waiting on quarantine (school_id, id) where released_sequence is null and not is_conflict;
comment on table quarantine is 'Well-formed observations that could not be resolved or that contradict their own source; tried again after edits of the registry.';
comment on column quarantine.payload is 'The observation in the words of the public API.';
comment on column quarantine.released_sequence is 'The journal row with which it was taken after all.';
