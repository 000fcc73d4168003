#!/usr/bin/env python3
"""What callgrind counted, against the committed figures: instructions.py PREFIX FIGURES TNWD SHORT LONG [--renew].

PREFIX.PART is what the server did: part 2 in SHORT reads, 3 in LONG reads, 4 and 5 in as many messages. The difference of two
lengths, for each request, has neither start nor handshake in it."""
import json
import os
import re
import subprocess
import sys

PARTS = {"read": (2, 3), "message": (4, 5)}
TOLERANCE = 0.03
LIBRARIES = ("libmicrohttpd-dev", "libgnutls28-dev", "libssl-dev", "liblmdb-dev", "libjansson-dev", "libc6-dev", "gcc", "valgrind")
FLAGS = ("aes", "pclmulqdq", "avx", "avx2", "bmi2", "sha_ni", "adx")


def output_of(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False).stdout


def surroundings(tnwd):
    """What the figures depend on beside our own code."""
    with open("/proc/cpuinfo", encoding="ascii") as file:
        flags = next((line.split() for line in file if line.startswith("flags")), [])
    compiler = re.search(r"DW_AT_producer.*?(GNU C\S* [\d.]+|clang version [\d.]+)", output_of("readelf", "--debug-dump=info", "--dwarf-depth=1", tnwd))
    packages = output_of("dpkg-query", "-W", "-f", "${Package} ${Version}\n", *LIBRARIES)
    return {"compiler": compiler and compiler.group(1), "cpu": [flag for flag in FLAGS if flag in flags],
            "packages": dict(line.split() for line in packages.splitlines() if " " in line)}


def counted(prefix, part):
    with open(f"{prefix}.{part}", encoding="utf-8", errors="replace") as file:
        return int(re.search(r"^totals: (\d+)", file.read(), re.M).group(1))


def measure(prefix, short, long):
    return {kind: round((counted(prefix, parts[1]) - counted(prefix, parts[0])) / (long - short)) for kind, parts in PARTS.items()}


def compare(figures, found, around):
    bad = []
    for kind, now in found.items():
        change = now / figures[kind] - 1
        held = abs(change) <= TOLERANCE
        print(f"{kind}: {now} instructions, {figures[kind]} committed, {change:+.1%}{'' if held else ': NOT within 3 %'}")
        bad += [] if held else [kind]
    other = [name for name in around if around[name] != figures["surroundings"].get(name)]
    for name in other:
        print(f"of another {name}: {figures['surroundings'].get(name)} then, {around[name]} now")
    if other:
        print("NOT compared: figures of other surroundings say nothing. ./dev bench --instructions --renew writes those of here")
        return 77
    if bad:
        print("If that is meant, or gained: ./dev bench --instructions --renew, and commit figures.json")
    return 1 if bad else 0


def main(prefix, path, tnwd, short, long, renew=None):
    found, around = measure(prefix, int(short), int(long)), surroundings(tnwd)
    if renew:
        with open(path, "w", encoding="utf-8") as file:
            file.write(json.dumps({**found, "surroundings": around}, indent=2) + "\n")
        print(f"{path}: {', '.join(f'{kind} {count}' for kind, count in found.items())}")
        return 0
    if not os.path.exists(path):
        sys.exit(f"{path} is not there: --renew makes it")
    with open(path, encoding="utf-8") as file:
        return compare(json.load(file), found, around)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
