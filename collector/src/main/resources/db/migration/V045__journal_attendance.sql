-- The attendance changes of a row lie in the row itself: a tenth of the bytes, and no second index, of a row a change.
alter table journal add column attendance bytea;
comment on column journal.attendance is 'Its changes of attendance, in the order of their ordinals, as AttendanceCode writes them; null in rows of the time when they lay in attendance_change.';
