-- What people did about rows that were set aside, and the end of those that nobody needs.
alter table quarantine add column discarded_at timestamptz;
comment on column quarantine.discarded_at is 'By the clock of the machine; why and by whom is among its acts.';

-- A row that was discarded is not in the way of the same row sent again.
drop index quarantine_once;
create unique index quarantine_once on quarantine (school_id, source_id, md5(payload))
    where released_sequence is null and discarded_at is null;
drop index quarantine_waiting;
create index quarantine_waiting on quarantine (school_id, id)
    where released_sequence is null and discarded_at is null and not is_conflict;

create table quarantine_act (
    school_id smallint not null,
    quarantine_id bigint not null,
    id bigint generated always as identity,
    at timestamptz not null,
    account text not null,
    act text not null check (act in ('SENT', 'REPAIRED', 'DISCARDED')),
    reason text,
    payload text,
    outcome text not null check (outcome in ('STORED', 'CORRECTED', 'DUPLICATE', 'REJECTED', 'QUARANTINED', 'DISCARDED')),
    field text,
    message text,
    primary key (school_id, quarantine_id, id)
);
comment on table quarantine_act is 'Sent again as it was, sent repaired, or discarded; written in the transaction of the act itself.';
comment on column quarantine_act.at is 'By the clock of the machine.';
comment on column quarantine_act.payload is 'What was sent, where it was repaired; the row itself keeps what the source said.';
comment on column quarantine_act.message is 'Why it was refused again, if it was.';
