# Rounds → process.json: for each row the median, over its rounds, of CPU time for an answer in the large store against that
# in the small one right before it.
def median: sort | if length % 2 == 1 then .[length / 2 | floor] else (.[length / 2 - 1] + .[length / 2]) / 2 end;
def two_digits: . * 100 | round / 100;

. as $rounds
| def of($phase; $store): [$rounds[] | select(.phase == $phase and .store == $store) | .cpu_us];
  reduce $rounds[].phase as $phase ([]; if index($phase) == null then . + [$phase] else . end)
| map(. as $phase
    | {name: $phase, small: (of($phase; "small") | median), large: (of($phase; "large") | median)}
      + ([of($phase; "small"), of($phase; "large")] | transpose | map(.[1] / ([.[0], 1] | max))
        | {ratio: (median | two_digits), least: (min | two_digits), most: (max | two_digits)})
    # A tick of the kernel's clock is 10 ms: below it there is nothing to compare.
    | .holds = (.ratio <= 1.5 or ($phase == "idle minute" and .large <= .small + 20000)))
| {dossiers: {small: $few, large: $many}, rows: ., statistics: ($ARGS.named.statistics // [null])[0], ok: all(.[]; .holds), rounds: $rounds}
