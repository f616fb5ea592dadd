-- Between two sides: the happenings that every measure counts, each in its period.
-- Between: somebody of one side acts and somebody else of the other is acted upon. Where all parties act on
-- each other (PLOVER leaves the target empty), each pair of them counts, in both directions; only for the types
-- that are done together or to one another, since "the US and the EU imposed sanctions" is no quarrel of those
-- two.
-- Bloc: its members on the day of the happening (lexicons/data/blocs.csv).
-- Day: the middle of the first and last possible day of the deed: a treaty of 1997 told in 2022 is of 1997.
-- News whose words tell no day is of the day of its report, as in all event data; how many are is said
-- (`by_report`).
-- Left out, and counted: undated (a day is missing), vague (its possible days span more than a period is long:
-- 1, 7, 31 or 366 days), outside (of the days asked for), status (not asked for).
sides as (
    select 'source' as side, unnest($source::struct(member varchar, first_day date, last_day date)[], recursive := true)
    union all
    select 'target' as side, unnest($target::struct(member varchar, first_day date, last_day date)[], recursive := true)
),
parties as materialized (
    select id, list_concat(source_countries, source) as acting,
        case when len(target) = 0 and type in ('AGREE', 'CONSULT', 'SUPPORT', 'CONCEDE', 'COOPERATE', 'RETREAT', 'ASSAULT') then acting
            else list_concat(target_countries, target) end as upon
    from happenings, (select list(member) filter (side = 'source') as ours, list(member) filter (side = 'target') as theirs from sides)
    where (list_has_any(acting, ours) and list_has_any(upon, theirs)) or (list_has_any(acting, theirs) and list_has_any(upon, ours))
),
dated as (
    select *, earliest + ((latest - earliest) // 2)::integer as day
    from happenings where id in (select id from parties)
),
told as (
    select happening as id, count(time_words) = 0 as by_report
    from happening_mentions join events on events.article = happening_mentions.article and events.id = event
    where happening in (select id from parties)
    group by happening
),
acting as (select id, day, unnest(list_distinct(acting)) as who from parties join dated using (id)),
acted_upon as (select id, unnest(list_distinct(upon)) as who from parties),
between_them as (
    select acting.id, bool_or(here.side = 'source') as forward, bool_or(here.side = 'target') as backward
    from acting
    join sides as here on here.member = acting.who
    join acted_upon on acted_upon.id = acting.id and acted_upon.who <> acting.who
    join sides as there on there.member = acted_upon.who and there.side <> here.side
    where coalesce(day >= here.first_day, true) and coalesce(day <= here.last_day, true)
        and coalesce(day >= there.first_day, true) and coalesce(day <= there.last_day, true)
    group by acting.id
),
dyad as materialized (
    select dated.*, by_report, forward, backward, date_trunc($by, day)::date as period,
        quad like '%cooperation' and intensity > 0 as cooperative,
        quad like '%conflict' and intensity < 0 as conflictual,
        quad like 'material%' as material,
        case
            when not list_contains($status, status) then 'status'
            when day is null then 'undated'
            when day < $since or day > $until then 'outside'
            when latest - earliest >= case $by when 'day' then 1 when 'week' then 7 when 'month' then 31 else 366 end then 'vague'
        end as left_out
    from dated join between_them using (id) join told using (id)
),
counted as (select * from dyad where left_out is null)
