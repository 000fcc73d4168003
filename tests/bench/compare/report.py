#!/usr/bin/env python3
"""What the rounds of compare.sh say: report.py WORK BUILD_DIR OUT. Reads WORK/rounds.ndjson, machine.json, process.json and
evidence.json, and of other benchmarks BUILD_DIR/country.json and attack.json; writes OUT/bench.json, report.md and curve.svg and
prints the report. Status 1 if a budget that was measured is not held."""
import datetime
import json
import os
import statistics
import sys

from curve import draw

# A row: its text, the phase and the servers of its pairs, the least ratio of requests a second, the most of CPU.
PAIRS = [
    ("audited read / nginx, a static file", "read", "tnwd", "nginx", 0.6, 1.7),
    ("the same by 64 blocking threads", "read-blocking", "tnwd", "nginx", 0.5, None),
    ("TRIO message / etcd put", "write", "tnwd", "etcd", 4, 0.15),
    ("the same by 64 blocking threads", "write-blocking", "tnwd", "etcd", 4, None),
    ("audited read / OpenLDAP search", "ldap-read", "tnwd", "slapd", 10, None),
    ("TRIO message / OpenLDAP add", "ldap-write", "tnwd", "slapd", 8, None),
    ("handshake with certificate / nginx", "handshake", "tnwd", "nginx", 0.8, None),
    ("reads of 500 dossiers / of one", "reads", "many", "one", None, None),
    ("messages in 500 threads / in one", "messages", "many", "one", None, None),
]
BENCH = "./dev bench "


def median(values):
    return statistics.median(values) if values else None


def load(path, otherwise=None):
    if not os.path.exists(path):
        return otherwise
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def spread(values):
    """The median of the pairs, the smallest and the largest."""
    return {"median": median(values), "least": min(values), "most": max(values)} if values else None


class Rounds:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            self.all = [json.loads(line) for line in file]

    def of(self, phase, server):
        return [round for round in self.all if round["phase"] == phase and round["server"] == server]

    def ratios(self, phase, ours, theirs, value):
        """Of each pair that stood side by side."""
        pairs = zip(self.of(phase, ours), self.of(phase, theirs))
        return spread([value(a) / value(b) for a, b in pairs if value(a) is not None and value(b)])


def rate(round):
    return round["load"]["good_per_second"]


def cpu(round):
    return round["cpu_us"]


def row(what, of, found, sense, budget, unit="x"):
    """found: a spread, or None where it was not measured."""
    held = None
    if found is not None and budget is not None:
        held = found["median"] >= budget if sense == "at least" else found["median"] <= budget
    return {"what": what, "of": of, "unit": unit, **(found or {"median": None}), "sense": sense, "budget": budget, "held": held}


def pair_rows(rounds):
    for what, phase, ours, theirs, least_rate, most_cpu in PAIRS:
        found = rounds.ratios(phase, ours, theirs, rate)
        if found is not None:
            yield row(what, "requests/s", found, "at least", least_rate)
            yield row(what, "CPU", rounds.ratios(phase, ours, theirs, cpu), "at most", most_cpu)


def one(value):
    return None if value is None else spread([value])


def own_rows(rounds, process, evidence):
    half = [round["load"]["latency_us"]["p99"] / 1000 for round in rounds.of("half", "tnwd")]
    if half:
        yield row("audited read at half its best rate", "p99", spread(half), "at most", 5, "ms")
    if process is not None:
        mib = (process["rss_anon_kib"] + process["rss_shmem_kib"]) / 1024
        yield row("256 busy connections", "memory", one(mib), "at most", 64, "MiB")
    if process is not None and process["fds_after"] is not None:
        yield row("after all that", "descriptors left over", one(process["fds_after"] - process["fds_before"]), "at most", 0, "")
    if evidence is not None:
        large = evidence["inclusion"]["large"]["records"]
        yield row(f"inclusion proof in a log of {large} / of 10 000", "time", one(evidence["inclusion"]["ratio"]), "at most", 2)
        yield row("durable writes with / without sealing", "writes/s", one(evidence["sealing"]["ratio"]), "at least", 0.75)
    unclean = sum(not round["load"]["clean"] for round in rounds.all)
    yield row("all rounds", "with an error", one(unclean), "at most", 0, "")


def elsewhere(build):
    """What other benchmarks measure, as their last run here says it."""
    country, attack = load(f"{build}/country.json"), load(f"{build}/attack.json")
    days = {name: datetime.date.fromtimestamp(os.path.getmtime(f"{build}/{name}.json")).isoformat()
            for name in ("country", "attack") if os.path.exists(f"{build}/{name}.json")}
    found = {"lists": None, "growth": None, "start": None, "memory": None}
    size = ""
    if country is not None:
        size = f" ({country['dossiers']} dossiers)" if isinstance(country["dossiers"], int) else ""
        growth = [r["against_small"]["ratio"] for r in country["rows"] if r["name"] in ("read", "message") and "against_small" in r]
        lists = [r["ratio"] for r in country["lists"]]
        bounds = [b["value"] for b in country["bounds"]]
        found = {"lists": lists and max(lists), "growth": growth and max(growth), "start": bounds[0], "memory": bounds[1] / 1024}
    by = "country, " + days["country"] + size if country else "country"
    yield by, row("the longest lists / those of ten", "CPU of an item", one(found["lists"]), "at most", 1.5)
    yield by, row("reads and messages in a country / in 1000 dossiers", "CPU", one(found["growth"]), "at most", 1.18)
    yield by, row("start-up with a country", "CPU", one(found["start"]), "at most", 1000, "ms")
    yield by, row("memory outside the page cache", "", one(found["memory"]), "at most", 100, "MiB")
    ratios = [r["ratio"] for r in (attack or {}).get("rows", []) if r["ratio"] is not None]
    by = "attack, " + days["attack"] if attack else "attack"
    yield by, row("everybody else beside an attack", "p99 / calm", one(max(ratios) if ratios else None), "at most", 3)


def number(value):
    if value is None:
        return "-"
    return f"{value:.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.2f}"


def line(row, by=None):
    verdict = {True: "held", False: "NOT held", None: "no budget" if row["budget"] is None else "not measured"}[row["held"]]
    between = "" if row.get("least") == row.get("most") else f"{number(row['least'])} .. {number(row['most'])}"
    budget = "" if row["budget"] is None else f"{row['sense']} {row['budget']}"
    told = f" ({BENCH}{by})" if by else ""
    return f"| {row['what']} | {row['of']} | {number(row['median'])} {row['unit']} | {between} | {budget} | {verdict}{told} |"


def summaries(rounds):
    seen = dict.fromkeys((round["phase"], round["server"]) for round in rounds.all if not round["phase"].startswith("curve"))
    for phase, server in seen:
        some = rounds.of(phase, server)
        yield {"phase": phase, "server": server, "per_second": median([rate(r) for r in some]), "cpu_us": median([cpu(r) for r in some if cpu(r)]),
               "p50_us": median([r["load"]["latency_us"]["p50"] for r in some]), "p99_us": median([r["load"]["latency_us"]["p99"] for r in some]),
               "sync_us": median([r["sync_us"] for r in some]), "rounds": [round(rate(r)) for r in some],
               "generator_cores": median([r["load"]["own_cpu_seconds"] / r["load"]["elapsed"] for r in some])}


def curves(rounds):
    return {kind: [{"asked": r["load"]["rate"], "per_second": rate(r), "p50_us": r["load"]["latency_us"]["p50"],
                    "p99_us": r["load"]["latency_us"]["p99"], "cpu_us": cpu(r)} for r in rounds.of("curve-" + kind, "tnwd")]
            for kind in ("read", "write")}


def report(result):
    machine = result["machine"]
    yield "# Benchmark"
    yield ""
    yield (f"{machine['date']}, {machine['revision']}, {machine['cpus']} x {machine['cpu']}, Linux {machine['kernel']}, {machine['filesystem']}, "
           f"rounds: {machine['rounds']}, load average at the start {machine['load_average']}; "
           + ", ".join(machine[name] for name in ("nginx", "etcd", "slapd") if machine[name]))
    yield ""
    yield "| what | of | ratio or value | pairs | budget | |"
    yield "|---|---|---|---|---|---|"
    yield from (line(row) for row in result["rows"])
    yield from (line(item["row"], item["by"]) for item in result["elsewhere"])
    if result["summaries"]:
        yield ""
        yield "| phase | server | requests/s | CPU us each | p50 ms | p99 ms | generator, cores | disk sync us | rounds |"
        yield "|---|---|---|---|---|---|---|---|---|"
    for s in result["summaries"]:
        yield (f"| {s['phase']} | {s['server']} | {number(s['per_second'])} | {number(s['cpu_us'])} | {s['p50_us'] / 1000:.2f} | "
               f"{s['p99_us'] / 1000:.2f} | {s['generator_cores']:.2f} | {s['sync_us']} | {' '.join(map(str, s['rounds']))} |")
    for kind, points in result["curves"].items():
        if points:
            yield from ("", f"| {kind}s asked for, /s | answered, /s | p50 ms | p99 ms | CPU us each |", "|---|---|---|---|---|")
            for p in points:
                yield f"| {p['asked']} | {number(p['per_second'])} | {p['p50_us'] / 1000:.2f} | {p['p99_us'] / 1000:.2f} | {number(p['cpu_us'])} |"
    if any(result["curves"].values()):
        yield from ("", "![latency against throughput](curve.svg)")
    yield from ("", "All that was measured here is held." if result["ok"] else "**NOT all that was measured here is held.**")


def main(work, build, out):
    rounds = Rounds(f"{work}/rounds.ndjson")
    process, evidence = load(f"{work}/process.json"), load(f"{work}/evidence.json")
    rows = [*pair_rows(rounds), *own_rows(rounds, process, evidence)]
    result = {"machine": load(f"{work}/machine.json"), "rows": rows, "elsewhere": [{"by": by, "row": r} for by, r in elsewhere(build)],
              "summaries": list(summaries(rounds)), "curves": curves(rounds), "process": process, "evidence": evidence, "rounds": rounds.all,
              "ok": all(r["held"] is not False for r in rows)}
    with open(f"{out}/bench.json", "w", encoding="utf-8") as file:
        json.dump(result, file, indent=1)
    text = "\n".join(report(result)) + "\n"
    with open(f"{out}/report.md", "w", encoding="utf-8") as file:
        file.write(text)
    if any(result["curves"].values()):
        with open(f"{out}/curve.svg", "w", encoding="utf-8") as file:
            file.write(draw(result["curves"]))
    sys.stdout.write(text)
    return 0 if result["ok"] else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
