# Rounds → country.json. Of what all stores were asked for in turn: per store the medians, and the ratio of the large store to the
# small and the middle one, round by round, and of those the median. Of lists: what an item of the long one costs against one of the
# list with ten.
def median: sort | if length % 2 == 1 then .[length / 2 | floor] else (.[length / 2 - 1] + .[length / 2]) / 2 end;
def two_digits: . * 100 | round / 100;
def ratios($of; $by): [$of, $by] | transpose | map(select(.[0] != null and .[1] != null) | .[0] / ([.[1], 0.1] | max))
    | {ratio: (median | two_digits), least: (min | two_digits), most: (max | two_digits)};

. as $rounds
| def phases: reduce .[].phase as $phase ([]; if index($phase) == null then . + [$phase] else . end);
  def of($all; $phase; $store): [$all[] | select(.phase == $phase and .store == $store)];
  def medians: if length == 0 then null else . as $list | .[0] | del(.phase, .store) | keys | map({key: ., value: (. as $k | [$list[][$k]] | median)}) | from_entries end;
  ["read", "message", "timeline", "due list", "directory search", "inclusion proof", "scheduled dossier"] as $compared
| [$rounds | phases[] | select(startswith("item: ") | not) | . as $phase
    | {name: $phase, small: (of($rounds; $phase; "small") | medians), middle: (of($rounds; $phase; "middle") | medians),
       large: (of($rounds; $phase; "large") | medians)}
    | if ($compared | index($phase)) == null then .
      else .against_small = ratios([of($rounds; $phase; "large")[].cpu_us]; [of($rounds; $phase; "small")[].cpu_us])
         | .against_middle = ratios([of($rounds; $phase; "large")[].cpu_us]; [of($rounds; $phase; "middle")[].cpu_us])
         | .bound = (if $phase == "read" or $phase == "message" then 1 / 0.85 elif $phase == "inclusion proof" then 2 else 1.5 end | two_digits)
         | .holds = (.against_small.ratio <= .bound)
      end] as $rows
| [$items | phases[] | select(endswith(" of long")) | sub(" of long$"; "") | . as $list
    | {name: ($list | sub("^item: "; "")), long: (of($items; $list + " of long"; "large") | medians),
       ten: (of($items; $list + " of ten"; "large") | medians), bound: 1.5}
      + ratios([of($items; $list + " of long"; "large")[].cpu_us]; [of($items; $list + " of ten"; "large")[].cpu_us])
    | .holds = (.ratio <= .bound)] as $lists
| ($rows | map(select(.name == "start, warm"))[0].large.cpu_ms) as $start
| ($rows | map(select(.name == "memory at the end"))[0].large.anon_kib) as $kib
| {dossiers: $many, rows: $rows, lists: $lists,
   bounds: [{name: "start, ms of CPU", value: $start, bound: 1000, holds: ($start < 1000)},
            {name: "memory outside the page cache, KiB", value: $kib, bound: 102400, holds: ($kib < 102400)}],
   rounds: $rounds}
| .ok = all(.rows[], .lists[], .bounds[]; .holds != false)
