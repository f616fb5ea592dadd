-- Ties: how much two sides do for and with each other.
-- Unit: PLOVER points, summed over the cooperative happenings of both directions (2.5 for a meeting, 5 for a
-- treaty signed, 10 for aid given). A deed counts once, however often it is told.
-- Cooperative: of PLOVER's quads verbal and material cooperation; with a dimension, only in a context of that
-- dimension.
-- Missing: a period in which the record tells of nothing between the two has no row, not 0: nobody may have
-- looked. A period with happenings, none of them cooperative, has 0.
-- Columns: `verbal` and `material` add up to `ties`; `cooperative` counts the happenings summed, `happenings`
-- all between the two.
-- Source: the sum of weighted cooperation by period follows J. S. Goldstein, "A Conflict-Cooperation Scale for
-- WEIS Events Data", Journal of Conflict Resolution 36 (1992) 369-385, with the two halves of the scale kept
-- apart; the weights are PLOVER's.
select period,
    coalesce(sum(intensity) filter (counts), 0) as ties,
    coalesce(sum(intensity) filter (counts and not material), 0) as verbal,
    coalesce(sum(intensity) filter (counts and material), 0) as material,
    count(*) filter (counts) as cooperative,
    count(*) as happenings
from (select *, cooperative and ($contexts is null or list_has_any(contexts, $contexts)) as counts from counted)
group by period order by period
