#!/bin/sh
# What `make demo` shows: pages -> record -> happenings -> evidence -> a figure. BIN: the environment; DEMO: where to write.
set -eu
: "${BIN:?}" "${DEMO:?}"
mkdir -p "$DEMO"
COMITY_RECORD="$DEMO/record.duckdb"
export COMITY_RECORD
say() { printf '\n\033[1m%s\033[0m\n' "$*"; }

say "1. The pages of examples/ into a record"
"$BIN/comity" read examples/ --into "$COMITY_RECORD"

say "2. What Russia and Belarus did to each other around the treaty on the union state"
"$BIN/comity" happenings --dyad RUS BLR --since 1999-12-01 --until 1999-12-31

say "3. The evidence of the one that most articles tell of: who tells of it, in which words, by which rule"
id=$("$BIN/comity" happenings --dyad RUS BLR --since 1999-12-08 --until 1999-12-08 --type SUPPORT --format csv | sort -t , -k 12,12n | tail -n 1 | cut -d , -f 1)
"$BIN/comity" why "$id"

say "4. Western pressure on Belarus, and its ties with Russia, over the years"
"$BIN/comity" measure pressure WEST BLR --by year --plot "$DEMO/pressure.svg"
"$BIN/comity" measure ties RUS BLR --by year --plot "$DEMO/ties.svg"

say "Drawn: $DEMO/pressure.svg and $DEMO/ties.svg"
say "The reading room, in your browser:  $BIN/comity serve $COMITY_RECORD"
