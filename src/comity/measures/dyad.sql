-- The happenings between two sides, each in its period: what every measure counts.
-- Between: somebody of one side acts and somebody else of the other is acted upon. Where all parties act on each other (PLOVER leaves the target empty), each pair
-- of them counts, in both directions; only for the types that are done together or to one another, since "the US and the EU imposed sanctions" is no quarrel of those two.
-- A bloc is its members on the day of the happening (lexicons/data/blocs.csv).
-- Day: the middle of the first and last possible day of the deed; a treaty of 1997 told in 2022 is of 1997. Where only the last possible day is known and is the day
-- of an article that tells of the deed as news, not background, it is that day, as in all event data (`by_report`). `left_out` says why a happening is in no period:
-- undated (a day missing), vague (its days span more than one period is long: 1, 7, 31 or 366 days), outside (of --since and --until), status (not asked for).
sides as (
    select 'source' as side, unnest($source::struct(member varchar, first_day date, last_day date)[], recursive := true)
    union all
    select 'target' as side, unnest($target::struct(member varchar, first_day date, last_day date)[], recursive := true)
),
news as (
    select happening as id, max(published_earliest) as reported
    from happening_mentions
    join events on events.article = happening_mentions.article and events.id = event
    join articles on articles.id = events.article
    where not historical and published_earliest = published_latest
    group by happening
),
dated as (
    select happenings.*, coalesce(earliest is null and latest = reported, false) as by_report,
        case when by_report then latest else earliest + ((latest - earliest) // 2)::integer end as day,
        case when by_report then 0 else latest - earliest end as spread,
        case $by when 'day' then 1 when 'week' then 7 when 'month' then 31 else 366 end as longest
    from happenings left join news using (id)
),
parties as (
    select id, day,
        list_distinct(list_concat(source_countries, source)) as acting,
        list_distinct(list_concat(target_countries, target)) as acted_upon,
        len(target) = 0 and len(target_countries) = 0 and type in ('AGREE', 'CONSULT', 'SUPPORT', 'COOPERATE', 'AID', 'CONCEDE', 'RETREAT', 'ASSAULT') as mutual
    from dated
),
actors_in as (select id, day, unnest(acting) as who from parties),
acted_in as (select id, unnest(case when mutual then acting else acted_upon end) as who from parties),
between_them as (
    select acting.id, bool_or(here.side = 'source') as forward, bool_or(here.side = 'target') as backward
    from actors_in as acting
    join acted_in as upon on upon.id = acting.id and upon.who <> acting.who
    join sides as here on lower(here.member) = lower(acting.who)
    join sides as there on lower(there.member) = lower(upon.who) and there.side <> here.side
    where coalesce(acting.day >= here.first_day, true) and coalesce(acting.day <= here.last_day, true)
        and coalesce(acting.day >= there.first_day, true) and coalesce(acting.day <= there.last_day, true)
    group by acting.id
),
dyad as (
    select dated.*, forward, backward, date_trunc($by, day)::date as period,
        quad like '%cooperation' and intensity > 0 as cooperative, quad like '%conflict' and intensity < 0 as conflictual, quad like 'material%' as material,
        case
            when not list_contains($status, status) then 'status'
            when day is null then 'undated'
            when day < $since or day > $until then 'outside'
            when spread >= longest then 'vague'
        end as left_out
    from dated join between_them using (id)
),
counted as (select * from dyad where left_out is null)
