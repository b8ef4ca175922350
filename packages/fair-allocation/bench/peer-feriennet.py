"""Runs the matcher of OneGov Feriennet on a plain market: python3 peer-feriennet.py <folder of its source> <market.json>

Its own core.py and utils.py are run as they are; what they import from the rest of OneGov (database, dates, web) is stood in for. One
place for each child (default_limit=1), so nothing can overlap. Its bookings carry one score that orders both the child's wishes and
the occasion's preference; here the score says which child the occasion prefers, and times -1 it is 0, so that a child's wishes are ordered by priority.
Needs Python 3.13 (its syntax) and sortedcontainers, on the path or beside the folder.
"""
import importlib.util
import json
import logging
import resource
import sys
import time
import types
from pathlib import Path

place = Path(sys.argv[1])
sys.path.append(str(place.parent))


def module(name, **content):
    sys.modules[name] = made = types.ModuleType(name)
    made.__dict__.update(content)


def source(name, path):
    spec = importlib.util.spec_from_file_location(name, place / path)
    sys.modules[name] = made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def never(*_, **__):
    raise AssertionError("not needed for one place each")


for package in ("onegov", "onegov.activity.matching"):
    module(package)
module("onegov.activity", log=logging.getLogger(), Attendee=object, Booking=object, Occasion=object, BookingPeriod=object)
module("onegov.activity.utils", dates_overlap=never)
module("onegov.activity.matching.score", Scoring=never)
module("sqlalchemy")
module("sqlalchemy.orm", joinedload=never, defer=never)
source("onegov.activity.matching.utils", "src/onegov/activity/matching/utils.py")
core = source("onegov.activity.matching.core", "src/onegov/activity/matching/core.py")


class Score(int):
    def __mul__(self, _):
        return 0


class Occasion:
    __slots__ = ("id", "max_spots")

    def __init__(self, number, spots):
        self.id, self.max_spots = number, spots


class Booking:
    __slots__ = ("id", "attendee_id", "occasion_id", "priority", "score")

    def __init__(self, number, child, occasion, priority):
        self.id, self.attendee_id, self.occasion_id, self.priority = number, child, occasion, priority


with open(sys.argv[2]) as file:
    market = json.load(file)
occasions = [Occasion(p, facility["capacity"]) for p, facility in enumerate(market["facilities"])]
better = [{child: len(facility["ranking"]) - rank for rank, child in enumerate(facility["ranking"])} for facility in market["facilities"]]
bookings = []
for child, wishes in enumerate(market["children"]):
    for rank, occasion in enumerate(wishes):
        bookings.append(Booking(len(bookings), child, occasion, len(wishes) - rank))
before = time.process_time()
result = core.deferred_acceptance(bookings, occasions, score_function=lambda booking: Score(better[booking.occasion_id][booking.attendee_id]), default_limit=1)
seconds = time.process_time() - before
seats = [-1] * len(market["children"])
for booking in result.accepted:
    seats[booking.attendee_id] = booking.occasion_id
print(json.dumps({"seconds": seconds, "memory": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024), "seats": seats}))
