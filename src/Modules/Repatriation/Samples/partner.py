"""The partner abroad: drives its side of a return from Thailand through the module's own service, over REST.

    python3 partner.py start cases/c… p1      after the interview: starts the return and asks to trace the family
    python3 partner.py look workflows/w…      what the partner sees of it, and what it could do now
    python3 partner.py handover workflows/w…  hands the person over

Standard library only. COORD_SECRET is the secret of the client th-msdhs (COORD_CLIENT names another), COORD_HTTP the address
(default http://127.0.0.1:5080). The other steps belong to the agencies of the receiving country, each with a client of its
own; this one is refused to take them.
"""

import datetime
import json
import os
import sys
import urllib.error
import urllib.parse
import urllib.request
import uuid

HTTP = os.environ.get("COORD_HTTP", "http://127.0.0.1:5080")
CLIENT = os.environ.get("COORD_CLIENT", "th-msdhs")


def token():
    form = urllib.parse.urlencode({"grant_type": "client_credentials", "client_id": CLIENT, "client_secret": os.environ["COORD_SECRET"]})
    with urllib.request.urlopen(HTTP + "/connect/token", form.encode()) as answer:
        return json.load(answer)["access_token"]


def call(path, body=None):
    data = None if body is None else json.dumps({"requestId": str(uuid.uuid4()), **body}).encode()
    request = urllib.request.Request(HTTP + path, data, {"Authorization": "Bearer " + token(), "Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)
    except urllib.error.HTTPError as refused:
        raise SystemExit(f"{path}: {refused.code} {refused.read().decode()}")


def show(answer):
    print(answer["name"], answer["state"])
    for field, values in sorted(answer.get("data", {}).items()):
        print(f"  {field}: {', '.join(values['values'])}")
    for step in answer.get("nextSteps", []):
        print(f"  could {step['id']}" + (f", if not for {', '.join(step['refusals'])}" if step.get("refusals") else ""))


def main(verb, name, person=None):
    today = datetime.date.today().isoformat()
    if verb == "start":
        started = call("/v1/returns", {
            "route": "ROUTE_FROM_THAILAND", "case": name, "person": person, "partPartner": f"agencies/{CLIENT}",
            "interviewDate": today, "wish": "WISH_TO_RETURN", "consentToTracing": "CONSENT_GIVEN",
            "tracingDetails": "By what the province can find the family.",
        })
        show(call(f"/v1/returns/{started['name']}:requestTracing", {}))
    elif verb == "handover":
        show(call(f"/v1/returns/{name}:handOver", {"handoverDate": today, "travelDocument": "TRAVEL_DOCUMENT_BORDER_PASS"}))
    else:
        show(call(f"/v1/returns/{name}"))


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
