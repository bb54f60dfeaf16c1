-- When a source was last heard is what its latest receipt says; a column of its own would be one more write per request.
create index receipt_by_source on receipt (school_id, source_id, received_at);
alter table source drop column last_used_at;
