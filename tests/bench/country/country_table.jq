# country.json → a table for people.
def verdict: if .holds == null then "" elif .holds then "holds" else "NOT HELD" end;
def load: if . == null or .p50_us == null then "-" else "\(.per_second), \(.p50_us / 100 | round / 10), \(.p99_us / 100 | round / 10)" end;
def figure: if . == null then "-" else "\(.)" end;

"CPU for an answer, us (large store: \(.dossiers) dossiers)",
"| | 1000 | 10000 | large | large/1000 | large/10000 | bound | |", "|---|---|---|---|---|---|---|---|",
(.rows[] | select(.against_small) | "| \(.name) | \(.small.cpu_us) | \(.middle.cpu_us) | \(.large.cpu_us) | " +
    "\(.against_small.ratio) (\(.against_small.least) to \(.against_small.most)) | " +
    "\(.against_middle.ratio) (\(.against_middle.least) to \(.against_middle.most)) | \(.bound) | \(verdict) |"),
"", "Answers a second and latencies at 16 connections, in ms",
"| | 1000: /s, p50, p99 | 10000 | large |", "|---|---|---|---|",
(.rows[] | select(.large.p50_us and (.name | test(" of (long|ten)$") | not)) | "| \(.name) | \(.small | load) | \(.middle | load) | \(.large | load) |"),
"", "CPU for an item shown, us, of a long list against one with ten, in the large store",
"| | long | ten | ratio | bound | |", "|---|---|---|---|---|---|",
(.lists[] | "| \(.name) | \(.long.cpu_us | round) | \(.ten.cpu_us | round) | \(.ratio) (\(.least) to \(.most)) | \(.bound) | \(verdict) |"),
"", "What has no ratio",
"| | small | middle | large |", "|---|---|---|---|",
(.rows[] | select(.against_small or (.large.p50_us and .name != "read, cold") | not) | . as $row | (.large // {} | keys)[] | . as $key |
    "| \($row.name): \($key) | \($row.small[$key] | figure) | \($row.middle[$key] | figure) | \($row.large[$key] | figure) |"),
"", (.bounds[] | "\(.name): \(.value), below \(.bound): \(verdict)")
