-- Volume: how much the record tells of a dyad.
-- Unit: happenings (deeds, both directions; ten reports of one visit count once); mentions (sentences that tell
-- of them), articles and outlets that tell of them.
-- Missing: a period without happenings has no row, not 0: nobody may have looked.
-- Columns: `all_happenings` are all of the record whose last possible day is in the period: how much was read of it.
select period, happenings, mentions, told.articles, told.outlets, coalesce(all_happenings, happenings)
from (select period, count(*) as happenings from counted group by period)
left join (
    select period, count(*) as mentions, count(distinct article) as articles, count(distinct articles.outlet) as outlets
    from counted join happening_mentions on happening = counted.id left join articles on articles.id = article
    group by period
) as told using (period)
left join (
    select date_trunc($by, latest)::date as period, count(*) as all_happenings
    from happenings where list_contains($status, status) group by period
) as everything using (period)
order by period
