"""The rows that the working-day table begins with."""

import csv
import datetime as dt
from pathlib import Path

FIRST, LAST = dt.date(2024, 1, 1), dt.date(2027, 12, 31)
NOTICE = "国务院办公厅节假日安排通知"
REGULATION = "全国年节及纪念日放假办法，通知尚未公布"
_FILE = Path(__file__).with_name("days.tsv")


def seed_rows() -> list[dict]:
    """Every day of the four years: what the file says, else what its weekday says."""
    with _FILE.open(encoding="utf-8") as file:
        unusual = {line["日期"]: line for line in csv.DictReader(file, delimiter="\t")}
    days = (FIRST + dt.timedelta(days=number) for number in range((LAST - FIRST).days + 1))
    return [_row(day, unusual.get(str(day))) for day in days]


def _row(day, line):
    provisional = day.year == LAST.year
    return {
        "day": day,
        "is_working": line["休或班"] == "班" if line else day.weekday() < 5,
        "word": line["说明"] if line else "",
        "source": REGULATION if provisional else NOTICE,
        "is_provisional": provisional,
    }
