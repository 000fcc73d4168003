#!/usr/bin/env python3
"""Of what dump_store prints: for each space that holds anything its name, how many rows, and a digest of all, plain."""
import hashlib
import sys

rows = {}
for line in sys.stdin:
    rows.setdefault(line.split(" ", 1)[0], []).append(line)
for name, lines in sorted(rows.items()):
    print(name, len(lines), hashlib.sha256("".join(sorted(lines)).encode()).hexdigest())
