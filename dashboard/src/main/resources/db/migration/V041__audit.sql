create table audit (
    school_id    smallint    not null,
    audit_id     bigint      generated always as identity,
    at           timestamptz not null,
    account      text        not null,
    what         text        not null,
    students     text[]      not null,
    primary key (school_id, audit_id)
);
comment on table audit is 'Reads of data about persons, written before the bytes leave; at by the machine clock';
comment on column audit.what is 'Method and path pattern, or the live topic';
comment on column audit.students is 'Whose data was shown';
create index audit_at on audit (school_id, at);
create index audit_students on audit using gin (students);
