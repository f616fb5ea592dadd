-- Pressure: how hard the source bears on the target; directed.
-- Unit: PLOVER points with the sign turned, summed over the conflictual happenings in which the source acts on
-- the target (3 for an accusation, 6 for sanctions, 9 for an assault). A deed counts once, however often it is
-- told.
-- Conflictual: of PLOVER's quads verbal conflict (accuse, reject, threaten) and material conflict (protest,
-- sanction, mobilize, coerce, assault). A request weighs 0 on the scale and is no pressure.
-- Missing: a period in which the record tells of nothing between the two, in either direction, has no row, not
-- 0: nobody may have looked. A period with happenings, but no pressure, has 0.
-- Columns: `verbal` and `material` add up to `pressure`; `conflictual` counts the happenings summed,
-- `happenings` all that the source did to the target.
-- Source: the scale is that of J. S. Goldstein, Journal of Conflict Resolution 36 (1992) 369-385, as PLOVER
-- carries it on.
select period,
    coalesce(-sum(intensity) filter (forward and conflictual), 0) as pressure,
    coalesce(-sum(intensity) filter (forward and conflictual and not material), 0) as verbal,
    coalesce(-sum(intensity) filter (forward and conflictual and material), 0) as material,
    count(*) filter (forward and conflictual) as conflictual,
    count(*) filter (forward) as happenings
from counted
group by period order by period
