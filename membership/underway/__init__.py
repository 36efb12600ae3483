"""进行中的发展对象: a ledger brought in as cases, all its dates at once (docs/decisions/underway.md).

people.py      whom each row means, and who accompanies him
telling.py     a row's history as the records it would be
comparing.py   the records that stand already beside those that the row tells
statuses.py    what the history says of party status beside what the register says
planning.py    what is done for each row, or why not
writing.py     all rows at once
importer.py    the kind of import; undoing.py: what follows when it is taken back
"""
