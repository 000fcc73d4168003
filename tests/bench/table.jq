# bench.json → text for people.

def left($width): tostring | . + (" " * ([$width - length, 0] | max));
def right($width): tostring | (" " * ([$width - length, 0] | max)) + .;
def fixed($digits): if . == null then "-" else
    (pow(10; $digits)) as $p | (. * $p | round) as $n | if $digits == 0 then "\($n)" else
    "\($n / $p | floor).\(($n % $p | tostring) as $f | "0" * ($digits - ($f | length)) + $f)" end end;
def bound($row; $value): if $value == null then "-" else (if $row.sense == "min" then ">= " else "< " end) + ($value | tostring) end;

"\(.machine.cpus) x \(.machine.cpu), Linux \(.machine.kernel), \(.machine.filesystem), rounds of \(.machine.round_seconds) s",
"\(.machine.nginx); \(.machine.etcd)",
"",
("phase" | left(8)) + ("server" | left(8)) + ("conns" | right(6)) + ("median/s" | right(10)) + ("p50 ms" | right(9))
    + ("p99 ms" | right(9)) + ("CPU us" | right(8)) + ("gen." | right(6)) + ("sync us" | right(9)) + "   all rounds /s",
(.summaries[] | (.phase | left(8)) + (.server | left(8)) + (.connections | right(6))
    + (.per_second | fixed(0) | right(10)) + (.p50_us / 1000 | fixed(2) | right(9))
    + (.p99_us / 1000 | fixed(2) | right(9)) + (.server_cpu_us | fixed(1) | right(8))
    + (.generator_cores | fixed(2) | right(6)) + (.sync_us | fixed(0) | right(9)) + "   " + (.rounds | map(fixed(0)) | join(" "))
    + (if .clean then "" else "  ERRORS" end)),
"",
(select(.process != null) | .process
    | "tnwd: RssAnon at most \(.rss_anon_kib) KiB (RssFile \(.rss_file_kib)), \(.threads) threads, "
    + "descriptors \(.fds_before) before, \(.fds_after) after", ""),
(select(.evidence != null) | .evidence
    | (.inclusion | "inclusion proof of one in \(.small.records) records: median \(.small.p50_us) us, back to back \(.small.back_to_back_p50_us); "
        + "in \(.large.records) (\(.large.bytes / 1048576 | round) MiB): \(.large.p50_us) us, \(.large.back_to_back_p50_us)"),
      (.sealing | "durable writes in \(.dossiers) dossiers, \(.outstanding) at a time: \(.without.per_second | round)/s without sealing, "
        + "\(.with.per_second | round)/s with; the last one is sealed after \(.with.behind_ms | round) ms"), ""),
("what" | left(40)) + ("value" | right(10)) + ("floor" | right(9)) + ("full" | right(9)),
(.rows[] | . as $row | (.name | left(40)) + ((.value | fixed(2)) + (if .unit == "x" then "x" else "" end) | right(10))
    + (bound($row; .floor) | right(9)) + (bound($row; .full) | right(9))
    + (if .value == null then "  not measured" elif .floor == null and (.meets_full | not) then "  full budget not met" elif .holds == false then "  NOT HELD" elif .meets_full | not then "  floor holds" else "  ok" end)),
"",
if .process == null then "without tnwd: no floor was measured" elif .ok then "every floor holds" else "NOT every floor holds" end
