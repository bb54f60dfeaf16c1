-- A source's owner, what it may send and when it is expected; its keys, of which two may live at once; nonces of signed requests.
alter table source
    add column owner text,
    add column cadence_minutes integer check (cadence_minutes > 0),
    add column classes text[],
    add column is_signed boolean not null default false,
    add column is_revoked boolean not null default false;
comment on column source.owner is 'Account of the person who answers for it; null = nobody in particular.';
comment on column source.cadence_minutes is 'In school hours it is expected to say something at least that often; null = never expected.';
comment on column source.classes is 'Administrative classes that it may send for; null = all.';
comment on column source.is_signed is 'Its requests carry a signature instead of the key.';
comment on column source.is_revoked is 'Nothing more is taken from it, whatever its keys.';

create table source_key (
    school_id smallint not null,
    source_id text not null,
    number integer not null,
    hash bytea not null,
    created_at timestamptz not null,
    expires_at timestamptz,
    revoked_at timestamptz,
    last_used_at timestamptz,
    primary key (school_id, source_id, number),
    foreign key (school_id, source_id) references source (school_id, id)
);
comment on column source_key.hash is 'SHA-256 of the key, which is random, 256 bits, and never kept; of a signed source also what its signatures are made with.';
comment on column source_key.last_used_at is 'To the minute.';
insert into source_key (school_id, source_id, number, hash, created_at)
select school_id, id, 1, key_hash, created_at from source;
alter table source drop column key_hash;

create table source_nonce (
    school_id smallint not null,
    source_id text not null,
    nonce text not null,
    at timestamptz not null,
    primary key (school_id, source_id, nonce)
);
create index source_nonce_at on source_nonce (school_id, source_id, at);
comment on table source_nonce is 'Numbers used once by signed requests, kept as long as their time stamp would still be let in.';
