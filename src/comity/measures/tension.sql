-- Tension: whether two sides quarrel or get on, whichever of them acts.
-- Unit: PLOVER points from -10 (all aid) to 10: the mean score of the happenings of both directions, with the
-- sign turned so that more is more tense. A deed counts once. The mean, not the sum, so that more coverage is
-- not more tension.
-- Missing: a period without happenings has no row, not 0. The mean of one or two happenings says little: read
-- it with `happenings`.
-- Columns: `conflict_share` (0 to 1) is the share of the conflictual among the happenings that are conflictual
-- or cooperative, empty where there is neither.
-- Source: the scale is that of J. S. Goldstein, Journal of Conflict Resolution 36 (1992) 369-385, as PLOVER
-- carries it on.
select period,
    -avg(intensity) as tension,
    count(*) filter (conflictual) / nullif(count(*) filter (conflictual or cooperative), 0) as conflict_share,
    count(*) filter (cooperative) as cooperative,
    count(*) filter (conflictual) as conflictual,
    count(*) as happenings
from counted
group by period order by period
