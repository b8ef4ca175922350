"""Runs the Python package "matching" on a plain market: python3 peer-matching.py <folder of the package> <market.json>"""
import json
import resource
import sys
import time

sys.path.insert(0, sys.argv[1] + "/src")
from matching.players import Hospital, Player  # noqa: E402
from matching.algorithms import hospital_resident  # noqa: E402

with open(sys.argv[2]) as file:
    market = json.load(file)
residents = [Player(i) for i in range(len(market["children"]))]
hospitals = [Hospital(p, facility["capacity"]) for p, facility in enumerate(market["facilities"])]
for resident, wishes in zip(residents, market["children"]):
    resident.set_prefs([hospitals[p] for p in wishes])
for hospital, facility in zip(hospitals, market["facilities"]):
    hospital.set_prefs([residents[i] for i in facility["ranking"]])
before = time.process_time()
matching = hospital_resident(residents, hospitals)
seconds = time.process_time() - before
seats = [-1] * len(residents)
for hospital, placed in matching.items():
    for resident in placed:
        seats[resident.name] = hospital.name
print(json.dumps({"seconds": seconds, "memory": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024), "seats": seats}))
