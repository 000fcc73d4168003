#!/usr/bin/env python3
"""Makes the log of a sandbox grow until it is ended: grow.py SANDBOX ACTOR. Some ten records a second."""
import http.client
import json
import ssl
import sys
import time
import urllib.parse


def main():
    with open(sys.argv[1] + "/sandbox.json", encoding="utf-8") as file:
        sandbox = json.load(file)
    actor = sandbox["actors"][sys.argv[2]]
    context = ssl.create_default_context(cafile=sandbox["ca"])
    context.load_cert_chain(actor["cert"], actor["key"])
    url = urllib.parse.urlsplit(sandbox["url"])
    while True:
        try:
            connection = http.client.HTTPSConnection(url.hostname, url.port, context=context, timeout=30)
            while True:
                connection.request("GET", "/v1/me", headers={"TNW-Role": actor["role"]})
                answer = connection.getresponse()
                answer.read()
                time.sleep(0.1 if answer.status == 200 else 1)
        except (OSError, http.client.HTTPException) as error:
            print(error, file=sys.stderr)
            time.sleep(0.5)


if __name__ == "__main__":
    main()
