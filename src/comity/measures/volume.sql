-- Volume: how much the record tells of a dyad.
-- Unit: happenings (deeds, both directions; ten reports of one visit count once), mentions (sentences that tell of them), articles and outlets that tell of them.
-- A period without happenings has no row, not 0: nobody may have looked. `all_happenings` is what the whole record tells of the same period, for the share of attention.
select period, happenings, mentions, told.articles, told.outlets, all_happenings
from (select period, count(*) as happenings from counted group by period)
left join (
    select period, count(*) as mentions, count(distinct article) as articles, count(distinct articles.outlet) as outlets
    from counted join happening_mentions on happening = counted.id left join articles on articles.id = article
    group by period
) as told using (period)
left join (
    select date_trunc($by, day)::date as period, count(*) as all_happenings
    from dated where list_contains($status, status) and spread < longest group by period
) as everything using (period)
order by period
