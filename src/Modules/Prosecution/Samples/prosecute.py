"""Brings a trafficker before the court by the module's own service.

./run, and in another terminal, from the repository's root:
    python3 src/Modules/Prosecution/Samples/prosecute.py
COORD_HTTP (http://127.0.0.1:5080) and COORD_CLIENTS (.data/development-clients.json) say where the platform and the secrets are.
"""
import datetime

from platform_client import Agency, Refused

police, prosecutor, court, support = (Agency(name) for name in ("atd", "opp", "psc", "lwu"))
today = datetime.date.today()
day = lambda days: (today + datetime.timedelta(days=days)).isoformat()

case = Agency("atd.lead").post(
    "cases", reference="sample-1", province="LA-VT", purpose="investigation", legal_basis="instruments/penal-law", retain_until="2040-01-01T00:00:00Z",
    people=[
        {"role": "PERSON_ROLE_VICTIM", "gender": "GENDER_FEMALE", "age_band": "AGE_BAND_ADULT"},
        {"role": "PERSON_ROLE_SUSPECT", "gender": "GENDER_MALE", "age_band": "AGE_BAND_ADULT"},
    ])["name"]
print("case", case)


def open_against(person):
    return police.post("prosecution/proceedings", case=case, person=person, complaint_date=day(-9), received_from="COMPLAINT_SOURCE_VICTIM")


try:
    open_against("p1")
except Refused as no:
    print("against the victim:", no)

name = open_against("p2")["name"]
step = lambda agency, verb, **body: print(f"{verb:20}", agency.post(f"prosecution/{name}:{verb}", name=name, **body)["state"])
step(police, "recordIncident", act_date=day(-40))
step(police, "openInvestigation", investigation_date=day(-8))
step(police, "involveSupport", agency="agencies/lwu")
file = {"referral_date": day(-3), "offence": "offences/la-penal-law-2005-134", "acts": ["TRAFFICKING_ACT_RECRUITMENT"],
        "purposes": ["EXPLOITATION_PURPOSE_FORCED_LABOUR"], "victim_is_child": False}
for offence, means in (("la-penal-law-2005-134", []), ("la-penal-code-2017-215", []), ("la-penal-code-2017-215", ["TRAFFICKING_MEANS_DECEPTION"])):
    try:
        step(police, "referToProsecutor", **{**file, "offence": f"offences/{offence}", "means": means})
    except Refused as no:
        print("not yet:", no)
step(prosecutor, "charge", charge_date=day(-1))
step(court, "scheduleHearing", hearing_date=day(20), hearing_mode="HEARING_MODE_CLOSED")
step(court, "decide", decision="DECISION_CONVICTED", decision_date=day(0), appeal_until_date=day(20), restitution_ordered=True, restitution_kip=20000000)
seen = support.get(f"prosecution/{name}")
print("the support sees", seen["state"], seen.get("hearingDate"), "and of the offence:", seen.get("offence", "nothing"))
print("pipeline", {s["state"]: s["count"] for s in court.get("prosecution/proceedings:count")["states"] if s.get("count")})
