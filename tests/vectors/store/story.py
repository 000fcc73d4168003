#!/usr/bin/env python3
"""Fills every space of a sandbox's store: story.py SANDBOX CLOCKS TNW TNWD WITNESS_KEY NAMES.

Writes the ids of what there is to NAMES and leaves the last answers in the journal: it ends the server by SIGKILL."""
import calendar
import http.client
import json
import os
import random
import signal
import struct
import subprocess
import sys
import threading
import time
import zlib

from peer import Sandbox

OPENED, SECOND, LAST = "2026-05-18", "2026-07-06", "2026-08-03"
FULL = "\U0001f600" * 20000  # as long as a text may be, in bytes: such a value lies in pieces


def go_to(sandbox, clocks, day):
    """Noon of that day; the server reads no half of a number, for it stands still meanwhile."""
    with open(clocks, encoding="ascii") as file:
        wall, running = (int(part) for part in file.read().split())
    ahead = (calendar.timegm(time.strptime(day, "%Y-%m-%d")) + 11 * 3600 - int(time.time())) * 1000
    pid = sandbox.said["pid"]
    os.kill(pid, signal.SIGSTOP)
    while True:
        with open(f"/proc/{pid}/stat", encoding="ascii") as file:
            if file.read().rsplit(")", 1)[1].split()[0] == "T":
                break
        time.sleep(0.001)
    with open(clocks, "r+", encoding="ascii") as file:
        file.write(f"{wall + ahead:<19} {running + ahead:<19}\n")
    os.kill(pid, signal.SIGCONT)


def noise(seed, side):
    """A picture that does not become smaller, as a PNG."""
    dice = random.Random(seed)
    rows = b"".join(b"\0" + dice.randbytes(side) for _ in range(side))

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def grant(grantee, categories, actions, until, purposes=("tnw_traject",), **more):
    return {"effect": "grant", "grantee": grantee, "categories": categories, "actions": actions,
            "purposes": list(purposes), "until": until, **more}


class Story:
    def __init__(self, sandbox):
        self.who = sandbox
        self.names = {"dossiers": [], "threads": [], "casus": [], "moments": [], "attachments": []}

    def attach(self, name, at, seed, side):
        given = self.who[name].post(f"{at}/attachments", noise(seed, side), Content_Type="image/png")
        return given["id"]

    def registrations(self):
        boss = self.who["beheerder"]
        for name in ("huisarts", "adviserend_arts", "arbeidsarts", "hulpverlener"):
            path = f"/v1/actors/{self.who[name].id}"
            tag = boss.does("GET", path)["etag"]
            boss.does("PATCH", path, {"contact": {"zone": "Leuven", "email": f"{name}@sandbox.example"}}, If_Match=tag)
        boss.post("/v1/directory/import", {"fiches": [
            {"fiche": {"ref": "dienst-1", "kind": "preventiedienst", "name": "Dienst Één", "about": {"nl": "Helpt."},
                       "help": ["work_adaptation"], "zones": ["Leuven"], "regions": ["vlaanderen"],
                       "professional": {"remarks": "Bel voor tien uur."}}, "verified_on": OPENED},
            {"fiche": {"ref": "weg-1", "kind": "andere", "name": "Weg", "about": {"nl": "Gaat weg."}}}]})
        boss.post("/v1/directory/import", {"employers": [{"cbe": "0999000129", "service": "dienst-1"}]})
        boss.post("/v1/directory/import", {"removed": ["weg-1"]})
        boss.post("/v1/fiches", {"kind": "hulpverlener", "actor": self.who["hulpverlener"].id, "name": "Praktijk Baert",
                                 "about": {"nl": "Gesprekken.", "fr": "Entretiens."}, "help": ["mental_support"],
                                 "languages": ["nl", "fr"], "waiting_weeks": 3})

    def dossier(self):
        huisarts, patient = self.who["huisarts"], self.who["patient"]
        coordinator, adviser = self.who["tnw_coordinator"], self.who["adviserend_arts"]
        opened = huisarts.post("/v1/dossiers", {
            "patient": {"niss": patient.niss, "name": "Jan Willems"}, "start": "2026-03-02", "employment": "employed",
            "employer": "0999000129", "employer_size": "from_50", "region": "vlaanderen", "zone": "Leuven"})
        self.at = f"/v1/dossiers/{opened['id']}"
        self.names["dossiers"].append(opened["id"])
        for name in ("adviserend_arts", "arbeidsarts", "tnw_coordinator", "bemiddelaar", "werkgever"):
            huisarts.post(f"{self.at}/participants", {"actor": self.who[name].id, "role": name})
        tag = huisarts.does("GET", f"{self.at}/facts")["etag"]
        huisarts.does("PUT", f"{self.at}/facts", {"gmd_holder": huisarts.id}, If_Match=tag)
        tag = patient.does("GET", f"{self.at}/facts")["etag"]
        patient.does("PUT", f"{self.at}/facts", {"work": [{"from": "2026-04-13", "until": "2026-04-20"}]}, If_Match=tag)
        coordinator.post(f"{self.at}/regie", {"actor": coordinator.id})
        pause = adviser.post(f"{self.at}/suspensions", {"purpose": "tnw_traject", "from": OPENED, "reason": "Operatie"})
        adviser.post(f"{self.at}/suspensions/{pause['id']}/end", {})

    def consents(self):
        patient, at = self.who["patient"], self.at
        consents = f"{at}/consents"
        patient.post(consents, {"preset": "drie_artsen_overleg"})
        patient.post(consents, grant({"role": "tnw_coordinator"}, ["fit_note", "engagement"], ["read", "write", "confer"],
                                     "2026-12-31"))
        patient.post(consents, grant({"role": "adviserend_arts"}, ["engagement"], ["read"], "2026-12-31"))
        patient.post(consents, grant({"role": "bemiddelaar"}, ["engagement"], ["read", "confer"], "2026-12-31"))
        over = patient.post(consents, grant({"role": "arbeidsarts"}, ["diagnose"], ["read"], "2026-06-30"))
        patient.post(f"{consents}/{over['id']}/withdraw")
        patient.post(consents, {"effect": "exclude", "grantee": {"actor": self.who["huisarts2"].id}})
        self.who["huisarts"].post(consents, grant(
            {"actor": self.who["arbeidsarts"].id}, ["gao"], ["read"], "2026-05-30",
            evidence={"kind": "paper", "reference": "map 3"}))
        asks = {"categories": ["werkpost"], "actions": ["read"], "purposes": ["bezoek"], "text": "Voor ons gesprek."}
        given = self.who["huisarts"].post(f"{at}/consent-requests", asks)
        patient.post(f"{at}/consent-requests/{given['id']}/answer", {"answer": "yes"})
        self.who["adviserend_arts"].post(f"{at}/consent-requests", asks)

    def fragments(self):
        huisarts, arbeidsarts, at = self.who["huisarts"], self.who["arbeidsarts"], self.at
        letter = self.attach("huisarts", at, 1, 260)
        self.names["attachments"].append(letter)
        self.gao = huisarts.post(f"{at}/fragments", {
            "category": "gao", "content": {"begin": "2026-04-21", "end": "2026-07-20", "reason": "illness",
                                           "note": "Rugklachten"},
            "attachments": [{"attachment": letter, "name": "verslag.png"}]})["id"]
        note = {"from": "2026-05-18", "until": "2026-08-31", "tasks": ["Onthaal"], "hours_per_week": 19}
        fit_note = huisarts.post(f"{at}/fragments", {"category": "fit_note", "content": note})
        self.fit_note = fit_note["id"]
        huisarts.does("PUT", f"{at}/fragments/{self.fit_note}", {"content": {**note, "hours_per_week": 15}},
                      If_Match=fit_note["etag"])
        wrong = huisarts.post(f"{at}/fragments", {
            "category": "diagnose", "content": {"code_system": "ICD-10", "code": "M51.1", "text": "Discushernia"}})
        huisarts.post(f"{at}/fragments/{wrong['id']}/retract", {"reason": "Van iemand anders"})
        arbeidsarts.post(f"{at}/fragments", {"category": "werkpost", "content": {
            "adaptations": [{"of": "equipment", "nature": "material", "text": "Zit-sta-bureau"}]}})
        engagement = self.who["tnw_coordinator"].post(f"{at}/fragments", {
            "category": "engagement", "content": {"statement": "Samen", "date": OPENED}})["id"]
        for name in ("patient", "tnw_coordinator", "adviserend_arts"):
            self.who[name].does("GET", f"{at}/fragments/{engagement}")
            self.who[name].post(f"{at}/fragments/{engagement}/signatures", {"version": 1})

    def threads(self):
        adviser, arbeidsarts, at = self.who["adviserend_arts"], self.who["arbeidsarts"], self.at
        members = [self.who[name].id for name in ("huisarts", "arbeidsarts")]
        thread = adviser.post(f"{at}/threads", {"procedure": "tnw_traject", "subject": "Deeltijds", "participants": members})
        messages = f"/v1/threads/{thread['id']}/messages"
        plan = self.attach("adviserend_arts", at, 2, 60)
        self.names["attachments"].append(plan)
        asked = adviser.post(messages, {"kind": "vraag", "text": "Is halftijds mogelijk?", "fragments": [self.fit_note],
                                        "answer_by": "2026-06-01",
                                        "attachments": [{"attachment": plan, "name": "plan.png"}]})
        arbeidsarts.post(f"{messages}/{asked['id']}/read")
        arbeidsarts.post(messages, {"kind": "advies", "text": "Ja, met een bureau.", "reply_to": asked["id"]})
        self.who["huisarts"].post(messages, {"kind": "advies", "text": FULL})  # in pieces, as its kept answer
        self.who["huisarts"].post(f"/v1/threads/{thread['id']}/close", {"conclusion": "Halftijds."})
        second = adviser.post(f"{at}/threads", {"procedure": "tnw_traject", "subject": "Daarna", "participants": members})
        adviser.post(f"/v1/threads/{second['id']}/messages", {"kind": "vraag", "text": "En voltijds?", "to": members[:1]})
        self.second = second["id"]
        self.names["threads"] += [thread["id"], second["id"]]

    def denials(self):
        self.who["huisarts2"].refused("GET", self.at)
        self.who["werkgever"].refused("GET", f"{self.at}/fragments/{self.gao}")
        self.who["tnw_coordinator"].refused("GET", f"{self.at}/fragments/{self.gao}")
        self.who["auditor"].refused("GET", "/v1/dossiers")
        acting = {"TNW_For": self.who["adviserend_arts"].id}
        self.who["medewerker"].does("GET", f"{self.at}/fragments/{self.gao}", **acting)

    def others(self):
        """Of a patient who closed it; of one who opened it alone; of a doctor who is a patient too."""
        mia = self.who["huisarts"].post("/v1/dossiers", {
            "patient": {"niss": self.who["patient2"].niss, "name": "Mia Goossens"}, "start": "2026-01-05",
            "employment": "unemployed", "region": "wallonie"})["id"]
        self.who["huisarts"].post(f"/v1/dossiers/{mia}/fragments", {"category": "gao", "content": {
            "begin": "2026-03-02", "end": "2026-05-31", "reason": "illness"}})
        self.who["patient2"].post(f"/v1/dossiers/{mia}/close")
        tom = self.who["patient3"].post("/v1/dossiers", {
            "patient": {"niss": self.who["patient3"].niss, "name": "Tom Verhaegen"}, "start": "2026-05-04",
            "employment": "self_employed"})["id"]
        self.who["patient3"].post(f"/v1/dossiers/{tom}/participants", {
            "actor": self.who["arts_en_patient"].id, "role": "huisarts"})
        both = self.who["arts_en_patient"]
        nele = both.post("/v1/dossiers", {"patient": {"niss": both.niss, "name": "Nele Aerts"}, "start": "2026-05-11",
                                          "employment": "employed"}, TNW_Role="patient")["id"]
        self.names["dossiers"] += [mia, tom, nele]

    def zone(self):
        coordinator = self.who["tnw_coordinator"]
        moment = coordinator.post("/v1/netwerkmomenten", {
            "date": "2026-09-17", "time": "12:30", "zone": "Leuven", "theme": "Wie doet wat", "place": "Zaal 1"})["id"]
        self.who["arbeidsarts"].post(f"/v1/netwerkmomenten/{moment}/signup")
        members = [self.who[name].id for name in
                   ("huisarts", "adviserend_arts", "arbeidsarts", "bemiddelaar", "hulpverlener")]
        casus = coordinator.post("/v1/casus", {"subject": "Hervatten", "text": "Wie heeft ervaring met een kassa?",
                                               "members": members, "moment": moment})["id"]
        asked = coordinator.post(f"/v1/casus/{casus}/messages", {"kind": "vraag", "text": "Iemand?"})
        self.who["arbeidsarts"].post(f"/v1/casus/{casus}/messages", {
            "kind": "antwoord", "text": "Bel vroeg.", "reply_to": asked["id"]})
        self.names["moments"].append(moment)
        self.names["casus"].append(casus)
        self.report()

    def report(self):
        codes = [item["code"] for item in self.who["huisarts"].does("GET", "/v1/knelpunten")["items"]]
        for name in ("huisarts", "huisarts2", "adviserend_arts", "arbeidsarts", "tnw_coordinator", "bemiddelaar"):
            self.who[name].post("/v1/knelpunten", {"code": codes[0]})
        self.who["huisarts"].post("/v1/knelpunten", {"code": codes[-1]})

    def later(self):
        self.report()
        self.who["patient"].does("GET", f"{self.at}/timeline")
        self.who["huisarts"].post(f"{self.at}/fragments", {"category": "gao", "content": {
            "begin": "2026-07-21", "end": "2026-09-20", "reason": "illness"}})

    def last_day(self):
        self.attach("patient", self.at, 3, 40)  # nothing refers to it yet
        self.who["arbeidsarts"].post("/v1/inbox/seen", {"until": 2})
        self.who["patient"].does("GET", f"{self.at}/access-log")
        for name in ("huisarts", "tnw_coordinator", "patient"):
            self.who[name].does("GET", "/v1/dossiers")  # its records list dossiers

    def say(self, name):
        """One word behind the other, until the server is no more."""
        try:
            for number in range(200):
                self.who[name].post(f"/v1/threads/{self.second}/messages", {"kind": "advies", "text": f"Woord {number}."})
        except (OSError, http.client.HTTPException):
            pass

    def unfinished(self):
        """Answered, and in the journal alone: the server is ended before it commits."""
        speakers = [threading.Thread(target=self.say, args=(name,)) for name in ("huisarts", "arbeidsarts")]
        for speaker in speakers:
            speaker.start()
        time.sleep(0.2)
        os.kill(self.who.said["pid"], signal.SIGKILL)
        for speaker in speakers:
            speaker.join()


def settle(sandbox):
    """Until what begins with a day is done, for which the server looks once a minute, and all is sealed and filed."""
    time.sleep(65)
    auditor, same, before = sandbox["auditor"], 0, None
    while same < 8:
        time.sleep(0.5)
        size = auditor.does("GET", "/v1/audit/checkpoint").get("size")
        same, before = (same + 1, before) if size == before and size is not None else (0, size)


def run(*argv):
    subprocess.run(argv, check=True, stdout=subprocess.DEVNULL)


def main():
    folder, clocks, tnw, tnwd, witness, names = sys.argv[1:]
    sandbox = Sandbox(folder)
    story = Story(sandbox)
    for chapter in (story.registrations, story.dossier, story.consents, story.fragments, story.threads, story.denials,
                    story.others, story.zone):
        chapter()
    go_to(sandbox, clocks, SECOND)
    settle(sandbox)
    story.later()
    go_to(sandbox, clocks, LAST)
    settle(sandbox)
    config = folder + "/server/tnwd.conf"
    if sandbox["auditor"].does("GET", "/v1/statistics/quarters")["items"] == []:
        run(tnwd, "statistics", "release", "--config", config)
    story.last_day()
    settle(sandbox)
    run(tnw, "--sandbox", folder, "--as", "auditor", "audit", "witness", "--state", witness + ".state", "--key", witness,
        "--once")
    with open(names, "w", encoding="utf-8") as file:
        json.dump(story.names, file, indent=1, sort_keys=True)
        file.write("\n")
    story.unfinished()


if __name__ == "__main__":
    main()
