-- Mails of the system's own alerts (a silent source) come from no journal row.
alter table outbox alter column sequence drop not null;
comment on column outbox.sequence is 'the journal row of the transition; null = of a system alert, which is mailed when it is raised and never again';
create unique index outbox_of_system on outbox (school_id, alert_id, recipient_id, kind) where sequence is null;
