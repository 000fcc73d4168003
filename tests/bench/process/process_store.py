#!/usr/bin/env python3
"""What fills a store of the benchmark of processes, and what is asked of it.

process_store.py people FROM UNTIL                         bodies that open a dossier each, one a line, of these patients
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


def people(first, until):
    """Unfit since some day of the last thirteen months."""
    for number in range(first, until):
        start = TODAY - number * 7919 % 400 * DAY
        print(json.dumps({
            "patient": {"niss": niss(number), "name": "Patient %d" % number},
            "start": start.isoformat(), "employment": EMPLOYMENT[number % 3]}))


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
