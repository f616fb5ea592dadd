-- Ties: how much two sides do for and with each other.
-- Unit: PLOVER points, summed over the cooperative happenings of both directions (2.5 for a meeting, 5 for a treaty signed, 10 for aid given); `verbal` and `material` are its two parts.
-- Cooperative: of PLOVER's quads verbal and material cooperation. A deed counts once, however often it is told. With a dimension, only happenings in a context of that dimension.
-- A period in which the record tells of nothing between the two has no row, not 0: nobody may have looked. A period with happenings, none of them cooperative, has 0.
-- `happenings` counts all that happened between the two, `cooperative` those summed. The sum of weighted cooperation per period follows J. S. Goldstein,
-- "A Conflict-Cooperation Scale for WEIS Events Data", Journal of Conflict Resolution 36 (1992) 369-385, with the two halves of the scale kept apart.
select period,
    coalesce(sum(intensity) filter (counts), 0) as ties,
    coalesce(sum(intensity) filter (counts and not material), 0) as verbal,
    coalesce(sum(intensity) filter (counts and material), 0) as material,
    count(*) filter (counts) as cooperative,
    count(*) as happenings
from (select *, cooperative and ($contexts is null or list_has_any(contexts, $contexts)) as counts from counted)
group by period order by period
