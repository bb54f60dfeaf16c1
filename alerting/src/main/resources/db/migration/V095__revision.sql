alter table alert add column revision jsonb;
comment on column alert.revision is 'what the number is known to have been, where that is other than what was told';
alter table alert_transition add column revision jsonb;

-- Corrections that come in bulk are told in one mail a person; the rows of the single mails stay, as told in it.
alter table outbox drop constraint outbox_kind_check;
alter table outbox add constraint outbox_kind_check check (kind in ('NOTICE', 'FOLLOW_UP', 'REVISION', 'SUMMARY'));
alter table outbox drop constraint outbox_state_check;
alter table outbox add constraint outbox_state_check check (state in ('WAITING', 'CLAIMED', 'SENT', 'DEAD', 'DROPPED', 'SUMMED'));
create index outbox_recipient on outbox (school_id, recipient_id, outbox_id desc);
