"""Makes days.tsv: the days of four years that are not what their weekday says, each with its word.

    uv run --no-project --with chinesecalendar==1.11 --with holidays==0.108 python policy/calendar/build.py

chinesecalendar knows the notices of the State Council's General Office up to 2026, make-up working days included. For
2027 there is no notice yet: the holidays package gives the days of the regulation on public holidays, without make-up
days, and they are marked 暂算. Neither package is needed by the product.
"""

import datetime as dt
from pathlib import Path

import chinese_calendar
import holidays

PUBLISHED, PROVISIONAL = (2024, 2025, 2026), 2027
WORDS = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
}
HEADINGS = "日期\t休或班\t说明"


def published(year: int):
    """Holidays, their weekends included, and make-up working days."""
    for day in chinese_calendar.get_dates(dt.date(year, 1, 1), dt.date(year, 12, 31)):
        is_off, name = chinese_calendar.get_holiday_detail(day)
        if name in WORDS:
            word = WORDS[name]
            yield f"{day}\t休\t{word}" if is_off else f"{day}\t班\t调休上班（{word}）"


def provisional(year: int):
    """The days that the regulation itself names."""
    for day, word in sorted(holidays.CN(years=year, language="zh_CN").items()):
        yield f"{day}\t休\t{word.replace('农历除夕', '春节').replace('（补假）', '')}"


if __name__ == "__main__":
    lines = [HEADINGS, *(line for year in PUBLISHED for line in published(year)), *provisional(PROVISIONAL)]
    Path(__file__).with_name("days.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
