-- Roll-ups of attendance: sums of its standings by class and day, by student and week, by college and week. Months and terms are
-- the school's own runs of days and weeks, so they are sums of these. Continuous aggregates where the store has them, else tables that
-- the service keeps; the same columns under the same names.

create table roll_up (
    school_id smallint primary key,
    sequence bigint not null
);
comment on table roll_up is 'How far the roll-ups are: every change up to that journal row is in them.';

create function store_roll_ups(is_continuous boolean) returns void
language plpgsql set search_path from current as $$
declare
    sums text := 'count(*) as standing_count, sum(expected_periods) as expected_periods,
                  sum(missed_periods) as missed_periods, sum(late_minutes) as late_minutes';
    week text := 'held_on - (extract(isodow from held_on)::int - 1)';
    one record;
begin
    drop table if exists attendance_class_day, attendance_student_week, attendance_college_week;
    delete from roll_up;
    for one in select * from (values
        ('attendance_class_day', 'held_on', 'held_on',
         'coalesce(class_id, '''') as class_id, coalesce(program_id, '''') as program_id, coalesce(college_id, '''') as college_id',
         'class_id, held_on, program_id, college_id, status', 'held_on, class_id'),
        ('attendance_student_week', 'week_on', week, 'student_id', 'student_id, week_on, status', null),
        ('attendance_college_week', 'week_on', week, 'coalesce(college_id, '''') as college_id', 'week_on, college_id, status', null)
    ) as of(name, day, day_of, groups, key, also) loop
        if is_continuous then
            execute format('create materialized view %I with (timescaledb.continuous, timescaledb.materialized_only = true) as '
                           'select time_bucket(interval ''7 days'', session_on) as piece_on, school_id, %s as %I, %s, status, %s '
                           'from attendance where status is not null group by piece_on, school_id, %s, %s, status with no data',
                           one.name, one.day_of, one.day, one.groups, sums, one.day_of,
                           regexp_replace(one.groups, ' as \w+', '', 'g'));
            execute format('create index on %I (school_id, %s)', one.name, one.key);
        else
            execute format('create table %I as select school_id, %s as %I, %s, status, %s from attendance '
                           'group by school_id, %s, %s, status with no data',
                           one.name, one.day_of, one.day, one.groups, sums, one.day_of,
                           regexp_replace(one.groups, ' as \w+', '', 'g'));
            -- Sums are changed again and again; room in the page keeps that off the indexes.
            execute format('alter table %I set (fillfactor = 70), add primary key (school_id, %s)', one.name, one.key);
        end if;
        if one.also is not null then
            execute format('create index on %I (school_id, %s)', one.name, one.also);
        end if;
    end loop;
end $$;

do $$
begin
    perform store_roll_ups(exists (select from pg_extension where extname = 'timescaledb')
                           and current_setting('timescaledb.license', true) = 'timescale');
end $$;
