"""Holds a training of two countries, and shows who earned a certificate.

./run, and in another terminal, from the repository's root:
    python3 src/Modules/Training/Samples/train.py
COORD_HTTP (http://127.0.0.1:5080) and COORD_CLIENTS (.data/development-clients.json) say where the platform and the secrets are.
"""
import datetime

from platform_client import Agency, Refused

organiser, secretariat, thailand = (Agency(name) for name in ("mlsw", "secretariat", "th-msdhs"))
today = datetime.date.today().isoformat()

course = organiser.post("courses", content={
    "title": {"en": "Identification of victims", "lo": "ການຈຳແນກຜູ້ຖືກເຄາະຮ້າຍ"}, "level": "COURSE_LEVEL_REGIONAL", "topics": ["victim_identification"],
    "hours": 16, "sessions": 2, "attendance_percent": 75, "pass_percent": 60})["name"]
cohort = organiser.post("cohorts", course=course, places=20)["name"]
register = lambda agency, country, sexes: agency.post(
    f"{cohort}:register", name=cohort, participants=[{"country": country, "sex": f"SEX_{s}", "level": "COURSE_LEVEL_NATIONAL"} for s in sexes])
register(organiser, "LA", ["FEMALE", "MALE"])
own = register(thailand, "TH", ["FEMALE"])
print("Thailand sees", [p["code"] for p in own["participants"]], "of", own["totals"]["participants"])

training = organiser.post("trainings", kind="TRAINING_KIND_COURSE", need_source="NEED_SOURCE_CAPACITY_GAP", course=course)["name"]
step = lambda agency, verb, **body: print(f"{verb:10}", agency.post(f"trainings/{training}:{verb}", name=training, **body)["state"])
step(secretariat, "approve")
step(organiser, "schedule", cohort=cohort, begin_date=today, end_date=today)
organiser.post(f"{cohort}:recordAttendance", name=cohort, session=1, present=["t1", "t2", "t3"])
organiser.post(f"{cohort}:recordAttendance", name=cohort, session=2, present=["t1", "t3"])
step(organiser, "deliver", delivered_date=today)
organiser.post(f"{cohort}:recordScores", name=cohort, scores=[
    {"code": "t1", "before_percent": 40, "after_percent": 80}, {"code": "t2", "after_percent": 90}, {"code": "t3", "before_percent": 50, "after_percent": 75}])
step(organiser, "assess", assessed_date=today)
for code in ("t1", "t2", "t3"):
    try:
        organiser.post(f"{cohort}:issueCertificate", name=cohort, participant=code, certificate_sha256=code[1] * 64)
    except Refused as no:
        print(code, no)
step(organiser, "certify", certified_date=today)
try:
    step(organiser, "followUp", followed_up_date=today)
except Refused as no:
    print("not yet:", no)
print("totals", organiser.get(cohort)["totals"])
