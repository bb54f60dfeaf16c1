create table engine_checkpoint (
    school_id smallint not null primary key,
    sequence bigint not null,
    engine_at timestamptz not null,
    engine_version text not null
);
comment on table engine_checkpoint is 'how far the effects of the journal are applied; moved in the transaction that applies them';
comment on column engine_checkpoint.sequence is 'journal sequence, 0 before the first';
comment on column engine_checkpoint.engine_at is 'known_at of that journal row, school clock';
