create table account (
    school_id     smallint    not null,
    account       text        not null,
    name          text        not null,
    teacher_id    text,
    roles         text[]      not null,
    password_hash text        not null,
    created_at    timestamptz not null,
    disabled_at   timestamptz,
    primary key (school_id, account)
);
comment on table account is 'People who may sign in';
comment on column account.teacher_id is 'The person in the registry; posts and scope follow from it';
comment on column account.password_hash is 'Argon2id, with its parameters and salt';

create table wall_device (
    school_id    smallint    not null,
    device       text        not null,
    token_sha256 bytea       not null,
    created_at   timestamptz not null,
    exchanged_at timestamptz,
    revoked_at   timestamptz,
    primary key (school_id, device)
);
comment on table wall_device is 'Wall screens; the token is exchanged once for a sign-in session';
create unique index wall_device_token on wall_device (token_sha256);

create table sign_in_session (
    school_id    smallint    not null,
    token_sha256 bytea       not null,
    account      text,
    device       text,
    created_at   timestamptz not null,
    used_at      timestamptz not null,
    idle_seconds integer     not null,
    expires_at   timestamptz not null,
    primary key (school_id, token_sha256),
    foreign key (school_id, account) references account on delete cascade,
    foreign key (school_id, device) references wall_device on delete cascade,
    check (num_nonnulls(account, device) = 1)
);
comment on table sign_in_session is 'Sessions of people and wall devices; times by the machine clock';
comment on column sign_in_session.used_at is 'Last use, kept to the minute';
comment on column sign_in_session.idle_seconds is 'Ends this long after the last use';
comment on column sign_in_session.expires_at is 'Ends then in any case';
create index sign_in_session_expiry on sign_in_session (expires_at);
