# The rounds and what was seen of the process → bench.json. Input: array of rounds; $machine, $process and $evidence[0] (or
# null).

def median: sort | if length == 0 then null elif length % 2 == 1 then .[length / 2 | floor]
    else (.[length / 2 - 1] + .[length / 2]) / 2 end;
def rounds_of($phase; $server): [.[] | select(.phase == $phase and .server == $server)];
def rates($phase; $server): rounds_of($phase; $server) | map(.load.good_per_second);
def ratio($phase; $peer): (rates($phase; "tnwd") | median) as $ours | (rates($phase; $peer) | median) as $theirs
    | if $ours == null or ($theirs // 0) == 0 then null else $ours / $theirs end;

# sense: "min", at least; "max", less than. floor: what must hold now, null for nothing; full: the budget.
def row($name; $value; $unit; $sense; $floor; $full):
    def holds($bound): $value != null and (if $sense == "min" then $value >= $bound else $value < $bound end);
    {name: $name, value: $value, unit: $unit, sense: $sense, floor: $floor, full: $full,
     holds: (if $floor == null then null else holds($floor) end), meets_full: holds($full)}
    # Without tnwd there is nothing to hold its rows against.
    | if $process == null and $value == null then .holds = null | .meets_full = null else . end;
def summary($phase; $server):
    rounds_of($phase; $server) | select(length > 0)
    | {phase: $phase, server: $server, connections: .[0].load.connections, rate: .[0].load.rate,
       tls: .[0].load.tls, per_second: (map(.load.good_per_second) | median),
       rounds: map(.load.good_per_second), p50_us: (map(.load.latency_us.p50) | median),
       p99_us: (map(.load.latency_us.p99) | median), p99_rounds_us: map(.load.latency_us.p99),
       server_cpu_us: (map(.server_cpu_us) | median), sync_us: (map(.sync_us) | median),
       generator_cores: (map(.load.own_cpu_seconds / .load.elapsed) | median), clean: all(.[]; .load.clean)};

. as $all
| [summary("read"; "tnwd", "nginx"), summary("half"; "tnwd", "nginx"), summary("post"; "tnwd", "etcd"), summary("read256", "post256"; "tnwd")] as $summaries
| [ row("audited read / nginx static"; $all | ratio("read"; "nginx"); "x"; "min"; 0.4; 0.6),
    row("durable TRIO message / etcd put"; $all | ratio("post"; "etcd"); "x"; "min"; 3; 4),
    row("p99 of the read at half its best rate"; ($all | rounds_of("half"; "tnwd") | map(.load.latency_us.p99) | median
        | if . == null then null else . / 1000 end); "ms"; "max"; null; 5),
    row("memory with 256 busy connections"; ($process | if . == null then null
        else (.rss_anon_kib + .rss_shmem_kib) / 1024 end); "MiB"; "max"; 64; 64),
    (if $process != null and $process.fds_after == null then empty else
        row("file descriptors left over"; ($process | if . == null then null else .fds_after - .fds_before end);
            ""; "max"; 1; 1) end),
    row("inclusion proof, large / small log";
        $evidence[0].inclusion.ratio; "x"; "max"; 2; 2),
    row("durable writes with / without sealing"; $evidence[0].sealing.ratio; "x"; "min"; 0.75; 0.75),
    row("rounds with an error"; ([$all[] | select(.load.clean | not)] | length); ""; "max"; 1; 1) ] as $rows
| {machine: $machine, process: $process, evidence: $evidence[0], rows: $rows, summaries: $summaries, rounds: $all,
   ok: all($rows[]; .holds != false)}
