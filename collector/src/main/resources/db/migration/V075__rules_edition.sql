-- Editions of the rule set are found by kind, however long the journal has grown.
create index journal_rules on journal (school_id, sequence) where kind = 'RULES';
comment on column journal.act_by is 'Who did it: the account of an act, the author of an edition of the rules, or file/standard where it was provisioned.';
comment on column journal.act_note is 'What was said with an act, or why the rules were changed.';
