"""The development procedure (发展党员): a person's history in, findings out. Plain Python: no Django, no clock.

case.py, reading.py   a history as it was handed over, and how JSON becomes one
steps.py, catalog.py  the steps as a graph, the rules' clauses and strength
editions.py           2014 or 2026, by the step's own day
history.py            what follows from a history: stage, effective meeting, dates
rules/                one module for each stretch of the way
judging.py            “is this file legal”
asking.py             “may this be done today, why not, by when” with the same rules
planning.py           the next step, its earliest and its latest day
"""
