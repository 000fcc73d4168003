#!/usr/bin/env python3
"""The machine is lost in the midst of load: server and follower are killed, the data are thrown away, and the store comes back
from the followed backup: backup_lost.py BUILD_DIR. What was acknowledged more than a second before is there, the restore says
where it ends, and a witness that saw the log before raises no alarm where the log could go on.

TNW_SEED repeats the moments, TNW_ROUNDS sets how often, TNW_KEEP keeps the state."""
import datetime
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

BUILD = os.path.abspath(sys.argv[1])
SOURCE = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
sys.path.insert(0, os.path.join(SOURCE, "tests", "vectors", "store"))
from peer import Person, Sandbox  # noqa: E402

TNWD, TNW = BUILD + "/server/tnwd", BUILD + "/client/cli/tnw"
ROUNDS = int(os.environ.get("TNW_ROUNDS", "3"))
WRITERS = ("huisarts", "arbeidsarts") * 3
PROMISE = 1.0  # seconds of acknowledgements that may be missing


def fail(why):
    sys.exit("backup_lost: " + why)


def free_port():
    while True:
        port = random.randrange(20000, 32000)
        with socket.socket() as taken:
            try:
                taken.bind(("127.0.0.1", port))
                return port
            except OSError:
                pass


class Writer(threading.Thread):
    """Posts messages and notes each that was acknowledged, and when; until nobody answers any more."""

    def __init__(self, said, name, thread, number):
        super().__init__()
        self.person = Person(said, name)
        self.path, self.number = f"/v1/threads/{thread}/messages", number
        self.acknowledged = []  # (when, id)
        self.slowest = 0.0
        self.wrong = None

    def run(self):
        try:
            while True:
                begun = time.time()
                text = f"{self.number} {len(self.acknowledged)}"
                status, _, body = self.person.ask("POST", self.path, {"kind": "advies", "text": text},
                                                  {"Idempotency-Key": f"{self.path[-8:]} {begun} {text}"})
                if status != 201:
                    self.wrong = f"{status} {body[:300]}"
                    return
                now = time.time()
                self.slowest = max(self.slowest, now - begun)
                self.acknowledged.append((now, re.search(rb'"id": ?"(msg_\w+)"', body)[1].decode()))
        except Exception:  # the server is gone, and with it what was on its way
            pass


class Machine:
    def __init__(self, folder):
        self.folder, self.box = folder, folder + "/box"
        self.server_folder = self.box + "/server"
        self.conf, self.data = self.server_folder + "/tnwd.conf", self.server_folder + "/data"
        self.port = free_port()
        self.logs = 1
        self.sandbox = self.script = self.follower = None
        self.environ = {**os.environ, "HOME": folder, "TZ": "UTC", "TNW_BIN_DIR": BUILD, "TNW_SANDBOX_LIMITS": "off",
                        "TNW_SANDBOX_SET": f"--set audit.witnesses={folder}/witnesses"}
        self.environ.pop("XDG_STATE_HOME", None)

    @property
    def dest(self):
        return f"{self.folder}/backup-{self.logs}"

    def run(self, *command, expected=(0,)):
        done = subprocess.run(command, capture_output=True, text=True, env=self.environ, stdin=subprocess.DEVNULL)
        if done.returncode not in expected:
            fail(f"{' '.join(command)}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def start(self):
        with open(self.folder + "/said", "wb") as said:
            self.script = subprocess.Popen([SOURCE + "/tests/sandbox.sh", self.box, "--port", str(self.port)],
                                           env=self.environ, stderr=said)
        while not os.path.exists(self.box + "/sandbox.json"):
            if self.script.poll() is not None:
                fail("the server does not start: " + open(self.folder + "/said", encoding="utf-8").read())
            time.sleep(0.05)
        self.sandbox = Sandbox(self.box)

    def follow(self):
        with open(self.folder + "/follow.out", "wb") as out, open(self.folder + "/follow.err", "wb") as err:
            self.follower = subprocess.Popen([TNWD, "backup", "--config", self.conf, self.dest, "--follow"],
                                             env=self.environ, stdout=out, stderr=err)
        while b"generation" not in open(self.folder + "/follow.out", "rb").read():
            if self.follower.poll() is not None:
                fail("no follower: " + open(self.folder + "/follow.err", encoding="utf-8").read())
            time.sleep(0.05)

    def lose(self, with_state):
        """Returns when."""
        now = time.time()
        os.kill(self.sandbox.said["pid"], signal.SIGKILL)
        self.follower.kill()
        self.follower.wait()
        self.script.wait()
        shutil.rmtree(self.data)
        os.mkdir(self.data, 0o700)
        if os.path.exists(self.box + "/sandbox.json"):
            os.unlink(self.box + "/sandbox.json")
        if with_state:
            for name in ("audit-state", "audit-state.new"):
                if os.path.exists(f"{self.server_folder}/{name}"):
                    os.unlink(f"{self.server_folder}/{name}")
        return now

    def witness(self, state="witness.state", expected=(0,)):
        return self.run(TNW, "--sandbox", self.box, "--as", "auditor", "audit", "witness", "--state",
                        f"{self.folder}/{state}", "--key", self.folder + "/witness.key", "--once", expected=expected)

    def records(self):
        return int(self.run(TNWD, "verify", "--config", self.conf).stdout.split(" records")[0])

    def restore(self, *more):
        return self.run(TNWD, "restore", "--config", self.conf, self.dest, *more, expected=(0, 1))


def open_thread(sandbox):
    doctor, patient = sandbox["huisarts"], sandbox["patient"]
    dossier = doctor.post("/v1/dossiers", {"patient": {"niss": patient.niss, "name": "Jan Willems"}, "start": "2026-02-01",
                                           "employment": "employed"})["id"]
    other = sandbox["arbeidsarts"].id
    doctor.post(f"/v1/dossiers/{dossier}/participants", {"actor": other, "role": "arbeidsarts"})
    for role in ("huisarts", "arbeidsarts"):
        patient.post(f"/v1/dossiers/{dossier}/consents", {
            "effect": "grant", "grantee": {"role": role}, "categories": ["fit_note"], "actions": ["confer"],
            "purposes": ["tnw_traject"], "until": "2030-12-31"})
    return doctor.post(f"/v1/dossiers/{dossier}/threads",
                       {"procedure": "tnw_traject", "subject": "Overleg", "participants": [other]})["id"]


def messages(sandbox, thread):
    found, after = set(), ""
    while True:
        said = sandbox["huisarts"].does("GET", f"/v1/threads/{thread}/messages?limit=100" + after)
        found.update(item["id"] for item in said["items"])
        if said["next"] is None:
            return found
        after = "&after=" + said["next"]


def bring_back(machine, with_state):
    """What the restore said, and whether the log goes on."""
    shown = ("--not-before", machine.folder + "/witness.state") if with_state else ()
    said = machine.restore(*shown, "--set", f"audit.witnesses={machine.folder}/witnesses")
    if said.returncode == 0:
        return said.stdout, True
    ends = re.search(r"the backup ends at record (\d+), and .* has (\d+): records (\d+) to (\d+) are not in it", said.stderr)
    if ends is None or not int(ends[1]) + 1 == int(ends[3]) <= int(ends[2]) == int(ends[4]):
        fail("refused, and does not name what is missing: " + said.stderr)
    fresh = f"sandbox.example/tnwd-{machine.logs + 1}"
    said = machine.restore("--new", "--origin", fresh, "--set", f"audit.witnesses={machine.folder}/witnesses")
    if said.returncode != 0:
        fail("no new log: " + said.stderr)
    return said.stdout, False


def play(machine, number, dice):
    with_state = number % 3 == 1  # is lost, too
    stalled = number % 3 == 2  # the follower was, so that witness and audit-state know more than the backup
    thread = open_thread(machine.sandbox)
    writers = [Writer(machine.sandbox.said, name, thread, i) for i, name in enumerate(WRITERS)]
    for writer in writers:
        writer.start()
    machine.follow()  # the generation, too, is made under load
    time.sleep(dice.uniform(0.2, 1.5))
    if stalled:
        machine.follower.send_signal(signal.SIGSTOP)
        time.sleep(1.5)
    machine.witness()
    time.sleep(dice.uniform(0, 1.5))
    lost_at = machine.lose(with_state)
    for writer in writers:
        writer.join()
        if writer.wrong:
            fail(f"writer {writer.number} was refused: {writer.wrong}")
    slowest = max(writer.slowest for writer in writers)
    said, goes_on = bring_back(machine, with_state)
    ends = re.search(r"the backup ends at record (\d+), commit \d+, (\S+Z): what was answered later", said)
    if ends is None or f"from {int(ends[1]) + 1} on" not in said:
        fail("does not say where it ends: " + said)
    until = datetime.datetime.fromisoformat(ends[2].replace("Z", "+00:00")).timestamp()
    more = 0 if goes_on and not with_state else 1  # the record of what befell the log
    if machine.records() != int(ends[1]) + more:
        fail(f"{machine.records()} records, where {ends[1]} were named")

    if not goes_on:
        machine.logs += 1
    machine.start()
    there = messages(machine.sandbox, thread)
    acknowledged = [ack for writer in writers for ack in writer.acknowledged]
    lost = [when for when, name in acknowledged if name not in there]
    oldest = lost_at - min(lost) if lost else 0.0
    # Clocks have milliseconds in the backup, and an answer comes a little later than what it answers for is durable.
    if any(when < until - 0.002 for when in lost):
        fail(f"something is missing from before {ends[2]}, where the backup ends")
    if not stalled and oldest > max(PROMISE, 5 * slowest):
        fail(f"something is missing that was acknowledged {oldest:.3f} s before the end")
    if stalled and goes_on:
        fail("the log goes on without what a witness saw")
    if not goes_on:
        os.unlink(machine.folder + "/witness.state")  # it is another log
    machine.witness()  # where the log goes on: the one that saw it before
    if more:
        action = machine.sandbox["auditor"].does("GET", f"/v1/audit/records/{ends[1]}")["record"]["action"]
        if action != ("log_key.continue" if goes_on else "log_key.change"):
            fail("the log does not say what befell it: " + action)
    print(f"  round {number}: {len(acknowledged)} acknowledged, {len(lost)} of them lost, the oldest {oldest * 1000:.0f} ms "
          f"before the end; slowest answer {slowest * 1000:.0f} ms; "
          f"{'the log goes on' if goes_on else 'a new log'}{', audit-state lost' if with_state else ''}", flush=True)
    return goes_on, len(lost), 0.0 if stalled else oldest


def main():
    seed = int(os.environ.get("TNW_SEED", str(random.randrange(1 << 30))))
    print(f"TNW_SEED={seed}", flush=True)
    dice = random.Random(seed)
    folder = tempfile.mkdtemp(prefix="tnw-backup-lost-")
    machine = Machine(folder)
    try:
        key = machine.run(TNW, "audit", "witness-key", "getuige.example.be", folder + "/witness.key")
        with open(folder + "/witnesses", "w", encoding="utf-8") as file:
            file.write(key.stdout)
        machine.start()
        rounds = []
        for number in range(ROUNDS):
            rounds.append(play(machine, number, dice))
        print(f"  the log went on in {sum(r[0] for r in rounds)} of {ROUNDS}; acknowledgements lost in "
              f"{sum(r[1] > 0 for r in rounds)}, at most {max(r[2] for r in rounds) * 1000:.0f} ms old where the follower was not stopped")
    finally:
        for process in (machine.follower, machine.script):
            if process is not None and process.poll() is None:
                process.terminate()
                process.wait()
        if "TNW_KEEP" in os.environ:
            print("kept: " + folder)
        else:
            shutil.rmtree(folder, ignore_errors=True)


main()
