# The rounds of attack.sh → attack.json. Input: array of {attack, phase, kind, load}; $attacks: what the attackers did.

def right($width): tostring | (" " * ([$width - length, 0] | max)) + .;
def left($width): tostring | . + (" " * ([$width - length, 0] | max));
def fixed: if . == null then "-" else (. * 100 | round) as $n | "\($n / 100 | floor).\(($n % 100 + 100) | tostring | .[1:])" end;

# All rounds of a kind taken together. Returns microseconds.
def p99: [.[].load.buckets[]] | sort_by(.[0]) | (map(.[1]) | add // 0) as $count
    | reduce .[] as $bucket ({seen: 0, at: null};
        if .at == null then .seen += $bucket[1] | if .seen >= $count * 0.99 then .at = $bucket[0] else . end else . end)
    | .at;

def compared($attack; $kind):
    [.[] | select(.attack == $attack and .kind == $kind)]
    | ([.[] | select(.phase == "calm")] | p99) as $calm | [.[] | select(.phase == "beside")] as $beside | ($beside | p99) as $attacked
    | {attack: $attack, kind: $kind, calm_us: $calm, beside_us: $attacked,
       ratio: (if ($calm // 0) == 0 or $attacked == null then null else $attacked / $calm end),
       requests: ($beside | map(.load.requests) | add),
       clean: ($beside | all(.load.clean))}
    | .holds = (.ratio != null and .ratio <= 3 and .clean);

def did: if .opened_per_second then "\(.opened_per_second | round) connections/s"
    else "\(.answers_per_second | round)/s: " + (.status | to_entries | map("\(.key) x \(.value)") | join(" ")) end;

. as $all
| ([.[].attack] | reduce .[] as $name ([]; if index($name) then . else . + [$name] end)) as $names
| [$names[] as $attack | ("read", "write", "connect") as $kind | $all | compared($attack; $kind)] as $rows
| {rows: $rows, attacks: $attacks, rounds: $all, calm_clean: ($all | map(select(.phase == "calm")) | all(.load.clean)),
   ok: ($rows | all(.holds))}
| .ok = (.ok and .calm_clean)
| .table = [
    ("attack" | left(10)) + ("others" | left(9)) + ("requests" | right(9)) + ("p99 calm" | right(11)) + ("beside" | right(9)) + ("ratio" | right(8)),
    (.rows[] | (.attack | left(10)) + (.kind | left(9)) + (.requests | right(9)) + ((.calm_us / 1000 | fixed) + " ms" | right(11))
        + (.beside_us / 1000 | fixed | right(9)) + (.ratio | fixed | right(8))
        + (if .clean | not then "  ERRORS" elif .holds then "  ok" else "  ABOVE 3" end)),
    "", "what the attackers did, in each round:",
    ($attacks[] | (.attack | left(10)) + (.did | did)),
    "", (if .ok then "nobody is held up more than three times" elif .calm_clean then "NOT everybody is left alone" else "errors without an attack" end)]
