create table restored_copy (
    restored_at timestamptz primary key,
    taken_at timestamptz not null
);
comment on table restored_copy is 'A row stands here from a restore until somebody arms the copy; meanwhile it sends no mail.';
comment on column restored_copy.taken_at is 'When the backup was taken; both by the machine clock.';
