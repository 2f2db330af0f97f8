"""Makes a plan, has it approved, reports a value and prints the progress report.

./run, and in another terminal, from the repository's root:
    python3 src/Modules/PlanOfAction/Samples/report.py [en|lo]
COORD_HTTP (http://127.0.0.1:5080) and COORD_CLIENTS (.data/development-clients.json) say where the platform and the secrets are.
"""
import sys

from platform_client import Agency, Refused

language = sys.argv[1] if len(sys.argv) > 1 else "en"
secretariat, committee, lead = Agency("secretariat"), Agency("ncatip"), Agency("lwu")
text = lambda en, lo: {"en": en, "lo": lo}

plan = secretariat.post("plans", content={
    "title": text("National plan of action", "ແຜນປະຕິບັດງານແຫ່ງຊາດ"), "begin_date": "2026-01-01", "end_date": "2030-12-31", "instrument": "instruments/npa",
    "objectives": [{"id": "protection", "text": text("Protection of victims", "ການປົກປ້ອງຜູ້ຖືກເຄາະຮ້າຍ"), "outputs": [
        {"id": "services", "text": text("Services are there", "ມີການບໍລິການ"), "activities": [
            {"id": "shelter", "text": text("Run the shelter", "ດຳເນີນງານສູນພັກພິງ"), "lead": "agencies/lwu", "begin_date": "2026-01-01", "end_date": "2027-06-30",
             "indicators": [{"id": "served", "text": text("Victims served", "ຜູ້ທີ່ໄດ້ຮັບການບໍລິການ"), "unit": "persons", "baseline": 4, "target": 24}]}]}]}],
    "obligations": [{"instrument": "instruments/palermo-protocol", "article": "art-6", "activities": ["shelter"]}],
})["name"]
value = lambda: lead.post(f"{plan}:recordIndicatorValue", name=plan, indicator="served", period="2026-q1", value=14, source="register of the centre")
try:
    secretariat.get(f"{plan}:progressReport")
except Refused as no:
    print("not yet:", no, file=sys.stderr)

process = secretariat.post("plan-processes", plan=plan)["name"]
for agency, verb, body in (
        (secretariat, "openConsultation", {"consultation_until_date": "2026-12-31"}), (secretariat, "submit", {}),
        (committee, "endorse", {"endorsement_date": "2026-02-01"}),
        (secretariat, "approve", {"approval_date": "2026-02-20", "approval_sha256": "a" * 64}),
        (secretariat, "activate", {"mid_term_date": "2028-06-01", "plan_end_date": "2030-12-31"})):
    print(verb, agency.post(f"plan-processes/{process}:{verb}", name=process, **body)["state"], file=sys.stderr)
value()
lead.post(f"{plan}:reportActivity", name=plan, activity="shelter", status="ACTIVITY_STATUS_UNDER_WAY")
print(lead.get(f"{plan}:progressReport", language=language)["text"])
