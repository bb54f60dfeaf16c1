-- One of an earlier form is of no use: the next start judges the journal again and writes a new one.
delete from engine_snapshot;
alter table engine_snapshot
    drop constraint engine_snapshot_pkey,
    add column section text not null check (section in ('LEDGER', 'JUDGED')),
    add primary key (school_id, sequence, section, part);
comment on table engine_snapshot is 'the engine as of a journal row: the facts that it knows, and what its judging has left behind, so that a start reads and judges only later rows; may be emptied at any time, no part of a backup. Names persons: not for roles that read for people.';
comment on column engine_snapshot.section is 'LEDGER the facts, JUDGED the alerts and deadlines; a form and parts of its own each';
