-- Ids that senders give to their rows, so that a row sent again is known again whatever time it carries.
create table client_id (
    school_id smallint not null,
    source_id text not null,
    client_id text not null,
    digest text not null,
    expires_at timestamptz not null,
    primary key (school_id, source_id, client_id)
);
create index client_id_expiry on client_id (expires_at);
comment on table client_id is 'Only rows that carry an id are here; swept when expired.';
comment on column client_id.digest is 'SHA-256 (128 bits of it, hex) of the observation without its recordedAt: what the id stood for.';
comment on column client_id.expires_at is 'Ten days after the row came, by the clock of the school.';
