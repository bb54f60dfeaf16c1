create table outbox (
    school_id smallint not null,
    outbox_id bigint generated always as identity,
    alert_id text not null,
    sequence bigint not null,
    ordinal integer not null,
    recipient_id text not null,
    address text,
    kind text not null check (kind in ('NOTICE', 'FOLLOW_UP')),
    level text not null,
    letter jsonb not null,
    message_key text not null,
    from_level text,
    not_before timestamptz,
    state text not null check (state in ('WAITING', 'CLAIMED', 'SENT', 'DEAD', 'DROPPED')),
    attempt_count integer not null default 0,
    first_attempt_at timestamptz,
    next_attempt_at timestamptz,
    claimed_until timestamptz,
    settled_at timestamptz,
    reason text,
    primary key (school_id, outbox_id),
    unique (school_id, sequence, ordinal, recipient_id, kind)
);
comment on table outbox is 'mails to be sent, written in the transaction of the transition they tell of';
comment on column outbox.recipient_id is 'teacher id, or POST/unit where the post is vacant';
comment on column outbox.address is 'e-mail address; null where none is known, then the row is a dead letter from the start';
comment on column outbox.letter is 'what the templates need, resolved when the row was written';
comment on column outbox.from_level is 'a notice that waits is dropped when its alert falls below this level; null for follow-ups';
comment on column outbox.message_key is 'left part of the Message-ID; deterministic, so that a second mail after a crash between send and record is recognisable';
comment on column outbox.not_before is 'school clock; null = at once';
comment on column outbox.first_attempt_at is 'machine clock, as all that follow';
comment on column outbox.claimed_until is 'after that a claim is taken as lost in a crash and the row may be claimed again';
comment on column outbox.reason is 'why it is dead or dropped, or the last failure';
create index outbox_due on outbox (school_id, outbox_id) where state in ('WAITING', 'CLAIMED');
create index outbox_alert on outbox (school_id, alert_id, recipient_id, outbox_id);
create index outbox_dead on outbox (school_id, outbox_id) where state = 'DEAD';
