#!/usr/bin/env python3
"""What everybody sees of a story: look.py SANDBOX NAMES write|compare ANSWERS.

write: keeps it. compare: what was seen then is seen now; an answer may say more than then, and nothing else than then."""
import gzip
import hashlib
import json
import sys

from peer import Sandbox

EVERYBODY = ("/v1/me", "/v1/dossiers", "/v1/inbox?limit=200", "/v1/due", "/v1/questions", "/v1/questions?side=by_me",
             "/v1/casus", "/v1/netwerkmomenten?zone=Leuven", "/v1/fiches", "/v1/fiches?q=dienst&help=work_adaptation",
             "/v1/services?employer=0999000129", "/v1/actors?role=huisarts&zone=leuven",
             "/v1/knelpunten/counts?quarter=2026-Q2", "/v1/audit/records?limit=100", "/v1/audit/log/keys", "/v1/statistics", "/v1/statistics/quarters",
             "/v1/directory/export?professional=1", "/v1/directory/employers")
DOSSIER = ("/facts", "/facts/history", "/team", "/timeline?all=1", "/timeline.ics", "/fiche", "/fragments?limit=200",
           "/consents?limit=200", "/consent-requests", "/threads")
HIDDEN = ("/timeline?all=1", "/fragments?limit=200")  # asked of whom the dossier is hidden from
PATIENTS = ("patient", "patient2", "patient3", "arts_en_patient")
# What an answer says of itself, and not of what is stored.
PASSING = {"next", "request_id", "map"}


class Look:
    def __init__(self, sandbox, names):
        self.who = sandbox
        self.names = names
        self.seen = []

    def at(self, name, path, **headers):
        status, _, body = self.who[name].ask("GET", path, headers={key.replace("_", "-"): value for key, value
                                                                   in headers.items()})
        if status != 200:
            said = json.loads(body)["code"] if body else None
        elif body[:1] in (b"{", b"["):
            said = json.loads(body)
        else:
            lines = [line for line in body.split(b"\n") if not line.startswith(b"DTSTAMP")]  # of now
            said = hashlib.sha256(b"\n".join(lines)).hexdigest()
        self.seen.append({"who": name, "path": path, **headers, "status": status, "said": said})
        return said if status == 200 else {}

    def dossier(self, name, dossier, **headers):
        at = f"/v1/dossiers/{dossier}"
        found = {"": self.at(name, at, **headers)}
        for path in DOSSIER if found[""] else HIDDEN:
            found[path] = self.at(name, at + path, **headers)
        for item in found["/fragments?limit=200"].get("items", []):
            for version in range(1, item.get("latest", item.get("version", 1)) + 1):
                self.at(name, f"{at}/fragments/{item['id']}?version={version}", **headers)
        for item in found.get("/consents?limit=200", {}).get("items", []):
            self.at(name, f"{at}/consents/{item['id']}", **headers)
        for attachment in self.names["attachments"] if found[""] else []:
            self.at(name, f"{at}/attachments/{attachment}", **headers)

    def person(self, name):
        for path in EVERYBODY:
            self.at(name, path)
        for dossier in self.names["dossiers"]:
            self.dossier(name, dossier)
        for kind, below in (("threads", "/messages"), ("casus", "/messages"), ("moments", None)):
            path = "netwerkmomenten" if kind == "moments" else kind
            for thing in self.names[kind]:
                self.at(name, f"/v1/{path}/{thing}")
                if below is not None:
                    self.at(name, f"/v1/{path}/{thing}{below}")

    def all(self):
        """First what this looking changes: who came with which certificate, and who looked at what."""
        self.at("beheerder", f"/v1/actors/{self.who['huisarts'].id}/certificates")
        logs = [f"/v1/dossiers/{dossier}/access-log?limit=200&language=nl" for dossier in self.names["dossiers"]]
        for name, path in zip(PATIENTS, logs):
            self.at(name, path, TNW_Role="patient")
        for number, path in enumerate(logs):
            self.at(PATIENTS[number - 1], path, TNW_Role="patient")
        bad = ("unknown", "expired", "revoked", "foreign", "serverauth")
        for name in (name for name in self.who.said["actors"] if name not in bad):
            self.person(name)
        for dossier in self.names["dossiers"]:
            self.dossier("arts_en_patient", dossier, TNW_Role="patient")
            self.dossier("medewerker", dossier, TNW_For=self.who["adviserend_arts"].id)
        return self.seen


def differences(before, now, where):
    """An object may have got members; nothing else changes."""
    if isinstance(before, dict) and isinstance(now, dict):
        for key in before.keys() - PASSING:
            if key not in now:
                yield f"{where}/{key} is no longer there"
            else:
                yield from differences(before[key], now[key], f"{where}/{key}")
    elif isinstance(before, list) and isinstance(now, list):
        if len(before) != len(now):
            yield f"{where}: {len(now)} where there were {len(before)}"
        for number, (one, other) in enumerate(zip(before, now)):
            yield from differences(one, other, f"{where}/{number}")
    elif before != now:
        yield f"{where}: {now!r:.200}, and it was {before!r:.200}"


def main():
    folder, names, way, answers = sys.argv[1:]
    with open(names, encoding="utf-8") as file:
        seen = Look(Sandbox(folder), json.load(file)).all()
    if way == "write":
        with open(answers, "wb") as raw, gzip.GzipFile("", "wb", 9, raw, 0) as file:
            file.write("".join(json.dumps(one, sort_keys=True) + "\n" for one in seen).encode())
        return
    with gzip.open(answers, "rt", encoding="utf-8") as file:
        before = [json.loads(line) for line in file]
    wrong = []
    for one, other in zip(before, seen):
        wrong += differences(one, other, f"{one['who']} {one['path']}: ")
    if len(before) != len(seen):
        wrong.append(f"{len(seen)} answers where there were {len(before)}")
    for line in wrong[:20]:
        print(line, file=sys.stderr)
    if wrong:
        raise SystemExit(f"{len(wrong)} differences in {len(before)} answers")
    print(f"{len(before)} answers are as they were, {sum(one['status'] == 200 for one in before)} of them with what was asked for")


if __name__ == "__main__":
    main()
