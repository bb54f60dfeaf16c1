-- The service may make no tables; months for facts it gets by this function, which works for its owner. Temporary tables are looked
-- at last, so that none of the caller's stands for one of ours.
do $$
begin
    execute format('alter function store_make_room(text, date[]) security definer set search_path = %I, pg_temp', current_schema());
end $$;
