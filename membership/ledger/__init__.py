"""Ledgers of people under way (发展党员台账): a workbook's rows as histories, whatever is then done with them.

columns.py            the layout, with the headings of other systems
cells.py              two dates or two people in one cell, results, votes
rows.py, events.py    a row → the timeline form (docs/timelines.md), with what could not be read
reading.py            a workbook → rows
whose.py              whom each row means, and whether he is the viewer's to see
checking.py           judged: the kind of batch that saves nothing to the roster
marked.py             the same workbook with the findings beside each row
"""
