"""Runs one of the two published CP-SAT programs for daycare places (after Sun, Yamada, Takenami, Moriwaki, Yokoo 2024) on a town with siblings:
python3 peer-cpsat.py <folder of its source> <town.json>

Both are run as they are: DaycareCP (the paper's own, CP_algo.py) and ChilmAI (its successor). Only the number of threads is set from outside, by
the environment variable PEER_WORKERS (1 if not set; both ask for 8). Ties are settled before (search_depth=0), no blocking
coalition is allowed (bp_num=0). Ends itself after the town's `limit` in CPU seconds. Needs ortools.
"""
import json
import os
import resource
import sys
import time
from pathlib import Path

from ortools.sat.python import cp_model

place = Path(sys.argv[1])
if (place / "CP_algo.py").exists():
    sys.path.insert(0, str(place))
    from CP_algo import CP
else:
    sys.path.insert(0, str(place))
    from chilmai.algorithm.cp_use_transfer.CP_algo import CP

with open(sys.argv[2]) as file:
    town = json.load(file)
resource.setrlimit(resource.RLIMIT_CPU, (town["limit"], town["limit"]))
children = {
    i: {"id": i, "age": child["age"], "family_id": child["family"], "initial_daycare_id": child["holds"], "actual_daycare_id": child["holds"], "preference_list": []}
    for i, child in enumerate(town["children"], 1)
}
families = {
    f: {"id": f, "children": family["children"], "pref": [option[0] if len(option) == 1 else tuple(option) for option in family["options"]]}
    for f, family in enumerate(town["families"], 1)
}
daycares = {
    d: {"id": d, "recruiting_numbers_list": facility["free"], "share_ages_list": [], "priority_child_id_list": facility["ranking"], "priority_score_list": [1] * len(facility["ranking"])}
    for d, facility in enumerate(town["facilities"], 1)
}


class Stopped(Exception):
    pass


solve = cp_model.CpSolver.Solve
at = {}


def solve_watched(self, model, *rest):
    self.parameters.num_search_workers = int(os.environ.get("PEER_WORKERS", "1"))
    at["begin"] = time.process_time()
    status = solve(self, model, *rest)
    at["end"] = time.process_time()
    at["status"] = self.status_name(status)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        raise Stopped
    return status


cp_model.CpSolver.Solve = solve_watched
options = None
printed, sys.stdout = sys.stdout, sys.stderr
before = time.process_time()
try:
    chosen = CP(children, daycares, families, False, bp_num=0, solver_time=1e6, search_depth=0)[1]
    options = [next((p for p in range(len(family["options"])) if chosen[f, p] == 1), -1) for f, family in enumerate(town["families"], 1)]
except Stopped:
    pass
sys.stdout = printed
print(json.dumps({
    "status": at["status"], "making": at["begin"] - before, "solving": at["end"] - at["begin"], "memory": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024), "options": options,
}))
