#!/usr/bin/env python3
"""Plays what a document tells people to type, as they would: play.py BUILD_DIR PLAN.

Every fenced block without a language is for a shell, and so is each `tnw …` in the last columns of a table that says in
its second one who types it. All of them run, in the order of the document, in one bash, in an empty folder. PLAN, a file
beside this one, is the whole of what is done otherwise: its DOCUMENT, and STEPS, of each how what
it is about begins, and what differs. A step of the plan that the document does not have is an error, and so is a replacement that
replaces nothing.
"""
import os
import re
import runpy
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.dirname(os.path.dirname(HERE))
# tnw is this build's, as whom AS names.
PRELUDE = """
set -Eeuo pipefail
trap 'echo "failed: $BASH_COMMAND"' ERR
tnw() { command tnw ${AS:+--as "$AS"} "$@"; }
wait_for() { for _ in $(seq 1200); do ! "$@" 2>/dev/null || return 0; sleep 0.1; done; echo "waited in vain: $*"; return 1; }
"""


def people(cell, names):
    """The actors of the sandbox that a cell of the table names, in its order."""
    found = sorted((cell.index(name), actor) for name, actor in names.items() if name in cell)
    return [actor for _, actor in found]


def steps_of(text, names):
    """(line, who, commands) of each block, and of each command of a table, from top to bottom."""
    language, block = None, []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("```"):
            if language == "":
                yield number - len(block), None, "\n".join(block)
            language, block = (line[3:], []) if language is None else (None, [])
        elif language is not None:
            block.append(line)
        elif line.startswith("|") and line.count("|") > 4:
            cells = line.split("|")
            for who in people(cells[2], names)[:1]:
                for command in re.findall(r"`(tnw [^`]*)`", "|".join(cells[3:])):
                    yield number, who, command


def different(commands, row, used):
    for old, new in row.get("replace", ()):
        if old not in commands:
            raise SystemExit(f"{row['step']}: holds no {old}")
        commands = commands.replace(old, new)
    used.add(row["step"])
    return commands


def script_of(plan, text):
    """The script, one line of echo before each step, and how many steps it has."""
    parts, used, count, skipped = [PRELUDE], set(), 0, 0
    for number, who, commands in steps_of(text, plan.get("PEOPLE", {})):
        for old, new in plan["EVERYWHERE"]:
            commands = commands.replace(old, new)
        row = next((r for r in plan["STEPS"] if r["step"] not in used and commands.startswith(r["step"])), {})
        if row:
            commands = different(commands, row, used)
        place = f"{plan['DOCUMENT']}:{number}"
        if "skip" in row:
            parts.append(f"echo {shlex.quote(place + ': not played: ' + row['skip'])}")
            skipped += 1
            continue
        who = row.get("who", who)
        parts += [f"echo {shlex.quote(place)}", "AS=", row.get("before", ""), f"AS={who or ''}", commands, "AS=",
                  row.get("after", "")]
        count += 1
    left = [r["step"] for r in plan["STEPS"] if r["step"] not in used]
    if left:
        raise SystemExit(f"{plan['DOCUMENT']} has none of these, or not in this order: {left}")
    if count < plan["AT_LEAST"]:
        raise SystemExit(f"{plan['DOCUMENT']} has only {count} steps to play, and {skipped} that are not")
    return "\n".join(parts + [plan["END"], f"echo '{count} steps were played, {skipped} not'"]) + "\n"


def environment(build, room):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("TNW_", "XDG_", "LC_"))}
    path = f"{build}/server:{build}/client/cli:{kept.get('PATH', '')}"
    return {**kept, "TNW_BIN_DIR": build, "SOURCE": SOURCE, "ROOM": room, "HOME": room, "TZ": "UTC", "PATH": path,
            "TNW_LANG": "en"}


def play(build, script):
    """Its status; whatever it started ends with it."""
    room = tempfile.mkdtemp(prefix="tnw-documents.")
    try:
        os.symlink(os.path.join(SOURCE, "certs"), os.path.join(room, "certs"))
        os.mkdir(os.path.join(room, "build"))
        os.symlink(build, os.path.join(room, "build", "dev"))
        with open(os.path.join(room, "played.sh"), "w", encoding="utf-8") as file:
            file.write(script)
        with subprocess.Popen(["bash", "played.sh"], cwd=room, env=environment(build, room), stdin=subprocess.DEVNULL,
                              start_new_session=True) as shell:
            status = shell.wait()
            try:
                os.killpg(shell.pid, signal.SIGTERM)
            except ProcessLookupError:
                pass
        return status
    finally:
        shutil.rmtree(room, ignore_errors=True)


def main():
    build, plan = os.path.abspath(sys.argv[1]), runpy.run_path(os.path.join(HERE, sys.argv[2] + ".py"))
    with open(os.path.join(SOURCE, plan["DOCUMENT"]), encoding="utf-8") as file:
        script = script_of(plan, file.read())
    sys.exit(play(build, script))


main()
