#!/usr/bin/env python3
"""What fills a store of the benchmark of processes, and what is asked of it.

process_store.py people FROM UNTIL OLD                     bodies that open a dossier each, one a line, of these patients
process_store.py ids SANDBOX_JSON ACTOR FROM UNTIL COUNT   dossiers of so many of them at random, as that actor finds them
"""
import datetime
import http.client
import json
import random
import ssl
import sys
import urllib.parse

EMPLOYMENT = ["employed", "unemployed", "self_employed"]
DAY = datetime.timedelta(days=1)
TODAY = datetime.date.today()


def niss(number):
    """900 a day; the last two digits check the others. The people of the sandbox are numbered above 900."""
    born = datetime.date(1970, 1, 2) + number // 900 * DAY
    digits = int(born.strftime("%y%m%d")) * 1000 + 1 + number % 900
    return "%09d%02d" % (digits, 97 - digits % 97)


def course(number, first, count, old):
    """How long ago it started, and the employment. `old` of them, spread over all, are older than all others and alike in
    a small store and in a large one: so the first page of their doctor's due list shows the same."""
    place, rest = divmod(number - first, count // old)
    if rest == 0 and place < old:
        return 600 - place, EMPLOYMENT[place % 3]
    return number * 7919 % 400, EMPLOYMENT[number % 3]


def people(first, until, old):
    for number in range(first, until):
        ago, employment = course(number, first, until - first, old)
        print(json.dumps({
            "patient": {"niss": niss(number), "name": "Patient %d" % number},
            "start": (TODAY - ago * DAY).isoformat(), "employment": employment}))


def ids(path, name, first, until, count):
    with open(path, encoding="utf-8") as file:
        sandbox = json.load(file)
    actor = sandbox["actors"][name]
    context = ssl.create_default_context(cafile=sandbox["ca"])
    context.load_cert_chain(actor["cert"], actor["key"])
    url = urllib.parse.urlsplit(sandbox["url"])
    connection = http.client.HTTPSConnection(url.hostname, url.port, context=context, timeout=60)
    random.seed(1)
    for number in random.sample(range(int(first), int(until)), int(count)):
        connection.request("POST", "/v1/dossiers/search", json.dumps({"niss": niss(number)}),
                           {"Content-Type": "application/json", "Idempotency-Key": "BENCHSEARCH%015d" % number})
        answer = connection.getresponse()
        found = json.loads(answer.read())
        if answer.status != 200 or len(found["items"]) != 1:
            sys.exit("process_store: %s" % found)
        print(found["items"][0]["id"])


def main():
    if sys.argv[1] == "people":
        people(*(int(text) for text in sys.argv[2:]))
    else:
        ids(*sys.argv[2:])


if __name__ == "__main__":
    main()
