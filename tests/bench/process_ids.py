#!/usr/bin/env python3
"""Prints so many of an actor's dossiers at random, one a line: process_ids.py SANDBOX_JSON ACTOR COUNT."""
import http.client
import json
import random
import ssl
import sys
import urllib.parse


def pages(sandbox, actor):
    context = ssl.create_default_context(cafile=sandbox["ca"])
    context.load_cert_chain(actor["cert"], actor["key"])
    url = urllib.parse.urlsplit(sandbox["url"])
    connection = http.client.HTTPSConnection(url.hostname, url.port, context=context, timeout=60)
    after = ""
    while after is not None:
        connection.request("GET", "/v1/dossiers?limit=20" + (after and "&after=" + after))
        answer = connection.getresponse()
        page = json.loads(answer.read())
        if answer.status != 200:
            sys.exit("process_ids: %s" % page)
        yield [item["id"] for item in page["items"]]
        after = page["next"]


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        sandbox = json.load(file)
    ids = [one for page in pages(sandbox, sandbox["actors"][sys.argv[2]]) for one in page]
    random.seed(1)
    print("\n".join(random.sample(ids, min(int(sys.argv[3]), len(ids)))))


if __name__ == "__main__":
    main()
