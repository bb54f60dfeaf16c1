-- With which receipt a withdrawn version had come, so that its import can be named; and how often an import was begun.
alter table withdrawn_version add column receipt text;
comment on column withdrawn_version.receipt is 'The receipt that was taken back; an import''s batches have names of their own.';

update withdrawn_version w set receipt = (
    select min(r.receipt) from receipt r
    where r.school_id = w.school_id and r.sequence = w.sequence and r.source_id = w.source_id and r.receipt like 'import-%');

alter table import add column attempt smallint not null default 0;
comment on column import.attempt is '0 the first time that it was begun; a file that failed can be begun again.';
