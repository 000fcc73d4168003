#!/usr/bin/env python3
"""What the benchmark of a country does beside its load generator. Prints one figure as JSON.

country_run.py forget FILE                       what of it is in the page cache, while nobody maps it
country_run.py start PHASE STORE COMMAND...      a server: until it says that it is ready, then its end
country_run.py command PHASE STORE COMMAND...    a command, to its end
"""
import json
import os
import resource
import signal
import subprocess
import sys
import time


def forget(path):
    file = os.open(path, os.O_RDONLY)
    os.fdatasync(file)
    os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)


def anonymous(pid):
    """KiB outside the page cache."""
    with open("/proc/%d/status" % pid, encoding="ascii") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("RssAnon"))


def start(command):
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    for line in process.stderr:
        if "event=ready" in line:
            ready, kib = time.time(), anonymous(process.pid)
            process.send_signal(signal.SIGTERM)
            process.stderr.read()
            return process.wait(), ready, {"anon_kib": kib}
        sys.stderr.write(line)
    return process.wait() or 1, time.time(), {}


def run(kind, phase, store, command):
    began = time.time()
    if kind == "start":
        status, ended, more = start(command)
    else:
        status, more = subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode, {}
        ended = time.time()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(json.dumps({"phase": phase, "store": store, "ms": round((ended - began) * 1000),
                      "cpu_ms": round((used.ru_utime + used.ru_stime) * 1000), "read_mib": round(used.ru_inblock / 2048, 1), **more}))
    return status


if sys.argv[1] == "forget":
    forget(sys.argv[2])
else:
    sys.exit(run(*sys.argv[1:4], sys.argv[4:]))
