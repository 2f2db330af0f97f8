"""Drives a stay in a shelter through the module's own service, over REST: standard library only.

    python3 stay.py cases/c… p1

Each agency is a client of its own (client_credentials). Their secrets come from the environment, for example
COORD_SECRET_LWU_CENTER; the addresses from COORD_HTTP (default http://127.0.0.1:5080). The case must be one in which the
agencies take part. A request that fails with 503 is repeated with the same request_id, so that it happens once.
"""

import datetime
import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

HTTP = os.environ.get("COORD_HTTP", "http://127.0.0.1:5080")


class Agency:
    """One agency's client. A token lives ten minutes, so one is enough for this."""

    def __init__(self, name):
        secret = os.environ["COORD_SECRET_" + name.upper().replace("-", "_")]
        form = urllib.parse.urlencode({"grant_type": "client_credentials", "client_id": name, "client_secret": secret})
        with urllib.request.urlopen(HTTP + "/connect/token", form.encode()) as answer:
            self.token = json.load(answer)["access_token"]

    def post(self, path, **fields):
        body = json.dumps({"requestId": str(uuid.uuid4()), **fields}).encode()
        for attempt in range(8):
            request = urllib.request.Request(HTTP + path, body, {"Authorization": "Bearer " + self.token, "Content-Type": "application/json"})
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    return json.load(answer)
            except urllib.error.HTTPError as refused:
                if refused.code != 503 or attempt == 7:
                    raise SystemExit(f"{path}: {refused.code} {refused.read().decode()}")
                time.sleep(0.25 * (attempt + 1))


def main(case, person):
    police, centre, welfare = Agency("atd"), Agency("lwu-center"), Agency("mlsw")
    today = datetime.date.today().isoformat()

    shelter = centre.post("/v1/shelters", title={"en": "Counseling and Protection Center", "lo": "ສູນໃຫ້ຄຳປຶກສາປົກປ້ອງ"},
                          groups=[{"group": "BED_GROUP_WOMEN", "beds": 20}, {"group": "BED_GROUP_GIRLS", "beds": 20}],
                          categories=[{"category": "INTAKE_CATEGORY_TRAFFICKING"}, {"category": "INTAKE_CATEGORY_DOMESTIC_VIOLENCE"}])
    stay = police.post("/v1/shelter-stays", case=case, person=person, partShelter="agencies/lwu-center", partOversight="agencies/lwu",
                       intakeCategory="INTAKE_CATEGORY_TRAFFICKING")["name"]

    def step(agency, verb, **fields):
        answer = agency.post(f"/v1/shelter-stays/{stay}:{verb}", **fields)
        print(f"{verb:20} {answer['state']}")
        return answer

    step(centre, "admit", shelter=shelter["name"], bedGroup="BED_GROUP_WOMEN", consentToStay="CONSENT_GIVEN")
    rights = ["SAFETY", "CONFIDENTIALITY", "INFORMATION", "LEAVE_AT_ANY_TIME", "HEALTH_CARE", "LEGAL_AID", "FAMILY_CONTACT", "COMPLAINT", "NO_CONDITIONS"]
    step(centre, "assessNeeds", needs=["NEED_SAFETY", "NEED_PSYCHOSOCIAL"], rightsExplained=["RIGHT_" + right for right in rights])
    step(centre, "agreeCarePlan", planAgreedBy="PLAN_AGREEMENT_PERSON", carePlan="Counselling twice a week; sewing course from Monday.")
    step(centre, "beginCare")
    for strand in ("COUNSELLING", "RECOVERY", "VOCATIONAL_TRAINING"):
        step(centre, "recordStrand", strand="STRAND_" + strand, step="STRAND_STEP_OFFERED", date=today)
    step(centre, "reviewCare", reviewOutcome="REVIEW_OUTCOME_CONTINUE")

    # Ninety days later the stay may end with a plan. Here somebody leaves at once, which nothing can block.
    step(centre, "leaveEarly", exitReason="EXIT_REASON_OWN_WISH")
    step(centre, "followUp", followUpDate=today, followUpOutcome="FOLLOW_UP_OUTCOME_WELL")
    step(centre, "close")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
