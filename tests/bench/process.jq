# Rounds → process.json: medians of CPU time for each answer, large store against small.
def median: sort | if length % 2 == 1 then .[length / 2 | floor] else (.[length / 2 - 1] + .[length / 2]) / 2 end;
def of($phase; $store): map(select(.phase == $phase and .store == $store) | .cpu_us) | median;

. as $rounds
| [$rounds[].phase] | unique as $phases
| [$phases[] as $phase | ($rounds | of($phase; "small")) as $small | ($rounds | of($phase; "large")) as $large
    | {name: $phase, small: $small, large: $large, ratio: ($large / ([$small, 1] | max))}
    # A tick of the kernel's clock is 10 ms: below it there is nothing to compare.
    | .holds = (.ratio <= 1.5 or ($phase == "idle minute" and .large <= .small + 20000))]
| {dossiers: {small: $few, large: $many}, rows: ., ok: all(.[]; .holds), rounds: $rounds}
