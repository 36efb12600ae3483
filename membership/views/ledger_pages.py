"""What the pages of a judged ledger show."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count
from django.urls import reverse

from membership.models import JudgedFinding, JudgedRow, RowOutcome
from membership.procedure.catalog import RULES, code_of
from membership.procedure.steps import STEPS
from sheets.models import ImportBatch

SIZE, OWN = 50, 20
TONES = {
    RowOutcome.ILLEGAL: "bad",
    RowOutcome.WARNED: "warn",
    RowOutcome.UNREAD: "warn",
    RowOutcome.REFUSED: "off",
    RowOutcome.CLEAN: "ok",
}


def crumbs(*titles: str) -> list[dict]:
    found = [{"title": "发展党员"}, {"title": "质量检查", "url": reverse("quality_check_list")}]
    found.append({"title": "台账核对", "url": reverse("ledger_list")} if titles else {"title": "台账核对"})
    return [*found, *({"title": each} for each in titles)]


def numbers(texts) -> list[int]:
    """Whatever is no number was not ticked on this page."""
    return [int(text) for text in texts if text.isascii() and text.isdigit() and len(text) < 19]


def own_ledgers(account, importer, number):
    """A page of batches; `outcome` is added."""
    own = ImportBatch.objects.filter(account=account, kind=importer.key).defer("content", "report")
    page = Paginator(own, OWN).get_page(number)
    for batch in page.object_list:
        batch.outcome = importer.outcome(batch.counts)
    return page


def row_count(batch) -> int:
    return JudgedRow.objects.filter(batch=batch.code).count()


def words_of(rule: str) -> str:
    """What the rule asks, in a few words."""
    return RULES[rule].words if rule in RULES else code_of(rule)


def result(batch: ImportBatch, given) -> dict:
    """按人 or 按规则, narrowed by outcome and rule."""
    here = reverse("ledger_detail", args=[batch.code])
    by_rule = given.get("view") == "rules"
    outcome = given.get("outcome") if given.get("outcome") in RowOutcome.values else ""
    rule = (given.get("rule") or "")[:10]
    tabs = [
        {"title": "按人", "url": here, "current": not by_rule},
        {"title": "按规则", "url": f"{here}?view=rules", "current": by_rule},
    ]
    context = {"tabs": tabs, "by_rule": by_rule, "errors": _errors(batch)}
    if by_rule:
        return context | {"rules": _rules(batch, here)}
    chosen = {"outcome": outcome, "rule": rule}
    return context | {
        "page": _rows(batch, chosen, given.get("page")),
        "outcomes": _outcomes(batch, here, outcome),
        "rule": rule,
        "rule_words": words_of(rule),
        "clear_url": here,
    }


def _errors(batch) -> int:
    return JudgedFinding.objects.filter(row__batch=batch.code, severity="error").count()


def _outcomes(batch, here, chosen) -> list[dict]:
    rows = sum(batch.counts.get(each, 0) for each in RowOutcome.values)
    found = [{"title": f"全部 {rows}", "url": here, "current": not chosen}]
    for each in RowOutcome:
        if count := batch.counts.get(each.value):
            url = f"{here}?{urlencode({'outcome': each.value})}"
            found.append({"title": f"{each.label} {count}", "url": url, "current": chosen == each.value})
    return found


def _rows(batch, chosen, number):
    """A page of people, each with findings; `tone` and `shown` (findings of the chosen rule, else all) are added."""
    rows = JudgedRow.objects.filter(batch=batch.code).prefetch_related("findings")
    if chosen["outcome"]:
        rows = rows.filter(outcome=chosen["outcome"])
    if chosen["rule"]:
        rows = rows.filter(pk__in=JudgedFinding.objects.filter(rule=chosen["rule"]).values("row"))
    page = Paginator(rows, SIZE).get_page(number)
    for row in page.object_list:
        row.tone = TONES[row.outcome]
        row.shown = [each for each in row.findings.all() if chosen["rule"] in ("", each.rule)]
        for each in row.shown:
            each.step_title = STEPS[each.step].title if each.step in STEPS else ""
    return page


def _rules(batch, here) -> list[dict]:
    """Each rule that was broken, with its clause, how binding it is, how often, and by how many people."""
    found = JudgedFinding.objects.filter(row__batch=batch.code).values("rule", "severity", "clause")
    counted = found.annotate(times=Count("pk"), people=Count("row", distinct=True)).order_by(
        "severity", "-people", "rule"
    )
    return [
        each
        | {
            "words": words_of(each["rule"]),
            "code": code_of(each["rule"]),
            "url": f"{here}?{urlencode({'rule': each['rule']})}",
        }
        for each in counted
    ]
