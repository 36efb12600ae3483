"""The pages of a kept meeting: the list, correcting with a look before the last click, voiding, adding, history."""

import pytest

from branches.models import Item
from directory.permissions import Role
from membership.models import Case, StepRecord
from tests.membership.together.candidates import brought_to
from tests.membership.together.kept import kept_meeting
from tests.membership.together.walking import press

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(client_as):
    return client_as(Role.UNIT_SECRETARY)


@pytest.fixture
def meeting(world, candidates):
    return kept_meeting(world, candidates)


@pytest.fixture
def address(meeting):
    return f"/meetings/{meeting.code}/"


def item(meeting, name, **figures):
    key = meeting.items.get(person__name=name).pk
    return {f"i{key}.{figure}": str(count) for figure, count in figures.items()}


def text(response) -> str:
    return response.content.decode()


def test_the_list_leads_to_the_meeting_and_back(client, meeting, address):
    page = text(client.get("/meetings/?year=2026&subject=admission&q=林知远&at=0102"))
    assert f'href="{address}"' in page and "接收预备党员：方晓；接收预备党员：林知远" in page
    assert f'href="{address}"' not in text(client.get("/meetings/?year=2025"))
    assert "没有符合条件的会议" in text(client.get("/meetings/?q=无此人"))
    case = StepRecord.objects.standing().filter(step="admission_meeting").first().case
    assert f'href="{address}"' in text(client.get(f"/cases/{case.code}/"))


def test_a_vote_that_failed_says_why_and_what_then(client, address):
    page = text(client.get(address))
    assert "赞成 10 票，须 11 票（应到会有表决权 21 人）" in page and "第二十一条（2026年修订第二十条）" in page
    assert "可以在以后的支部大会上再次讨论" in page


def test_a_correction_is_looked_at_before_it_is_kept(client, meeting, address):
    page = client.get(f"{address}correct/")
    typed = item(meeting, "林知远", ayes=11, nays=7) | {"place": "二楼", "reason": "计票有误"}
    page = press(client, f"{address}correct/", page, "review", **typed)
    assert page.status_code == 200
    for words in ("随之更正 1 人的个案记录：林知远", "未通过 10/21，需 11", "通过 11/21，需 11", "计票有误", "二楼"):
        assert words in text(page)
    meeting.refresh_from_db()
    assert meeting.place == ""
    saved = press(client, f"{address}correct/", page, "save")
    assert saved.headers["Location"] == address
    assert meeting.items.get(person__name="林知远").ayes == 11
    page = text(client.get(f"/log/meeting/{meeting.code}/"))
    assert "计票有误" in page and "赞成" in page


def test_one_goes_back_with_everything_typed(client, meeting, address):
    page = client.get(f"{address}correct/")
    page = press(client, f"{address}correct/", page, "review", place="二楼", reason="漏填")
    page = press(client, f"{address}correct/", page, "back")
    assert page.status_code == 200 and 'value="二楼"' in text(page) and 'value="漏填"' in text(page)


def test_nothing_changed_is_nothing_to_save(client, address):
    page = client.get(f"{address}correct/")
    page = press(client, f"{address}correct/", page, "review", reason="核对")
    assert "没有改动任何内容" in text(page) and "保存更正" not in text(page)


def test_figures_are_given_whole_or_not_at_all(client, meeting, address):
    page = client.get(f"{address}correct/")
    page = press(client, f"{address}correct/", page, "review", **item(meeting, "方晓", ayes=""), reason="误记")
    assert page.status_code == 422 and "票数应填全" in text(page)
    names = ("ballots_out", "ballots_in", "spoilt", "ayes", "nays", "abstentions")
    empty = dict.fromkeys((*names, "written_ayes", "written_nays", "written_abstentions"), "")
    page = press(client, f"{address}correct/", page, "review", **item(meeting, "方晓", **empty))
    assert "随之作废 1 人的个案记录：方晓" in text(page) and "没有表决" in text(page)


def test_what_the_services_refuse_stands_at_its_field(client, meeting, address):
    page = client.get(f"{address}correct/")
    page = press(client, f"{address}correct/", page, "review", **item(meeting, "方晓", ayes=19), reason="误记")
    assert page.status_code == 422 and "与收回的 19 票不符" in text(page)
    assert "has-error" in text(page)


def test_another_day_lists_others_anew(client, meeting, address, world):
    page = client.get(f"{address}correct/")
    other = ",".join(str(world.people[f"f{each}"].pk) for each in range(5))
    page = press(client, f"{address}correct/", page, "review", on="2026-11-13", listed=other, reason="误记")
    assert page.status_code == 422 and "应到人员有变化" in text(page)


def test_the_second_saver_reads_it(client, meeting, address):
    page = client.get(f"{address}correct/")
    first = press(client, f"{address}correct/", page, "review", place="二楼", reason="漏填")
    press(client, f"{address}correct/", first, "save")
    page = press(client, f"{address}correct/", page, "review", place="三楼", reason="漏填")
    assert page.status_code == 422 and "已先保存这次会议" in text(page)
    assert press(client, f"{address}correct/", page, "review").status_code == 200


def test_an_item_added_meanwhile_keeps_its_vote(client, world, meeting, address):
    """The open page has no fields for it: what it does not ask stays, also after the word about the first saver."""
    opened = client.get(f"{address}correct/")
    named = world.people["f0"], world.people["f1"]
    case = brought_to(world, "70009", "何清源", "application_book", introducers=named)
    here = f"{address}items/new/{case.code}/"
    press(client, here, client.get(here), "", ayes="12", nays="7", abstentions="0")
    page = press(client, f"{address}correct/", opened, "review", place="三楼", reason="漏填")
    for _ in range(2):
        assert page.status_code == 422
        page = press(client, f"{address}correct/", page, "review")
    assert page.status_code == 200 and "随之作废" not in text(page)
    assert press(client, f"{address}correct/", page, "save").status_code == 302
    assert meeting.items.get(person=case.person).ayes == 12
    assert StepRecord.objects.standing().get(case=case, step="admission_meeting").facts["ayes"] == 12


def test_the_document_of_an_exclusion_alone_is_a_change(client, meeting, address, world):
    person = world.people["f18"]
    excused = {"exclusion": "abroad", "why": "自费留学一年", "consent": "江海院党〔2026〕12号"}
    typed = {f"p{person.pk}.{name}": value for name, value in excused.items()}
    page = press(client, f"{address}correct/", client.get(f"{address}correct/"), "review", **typed, reason="漏填")
    assert press(client, f"{address}correct/", page, "save").status_code == 302
    page = client.get(f"{address}correct/")
    typed = {f"p{person.pk}.consent": "江海院党〔2026〕21号"}
    page = press(client, f"{address}correct/", page, "review", **typed, reason="文号误记")
    words, row = text(page), meeting.attendances.get(person=person)
    assert "12号" in words and "21号" in words and f"{row.exclusion_approved_by}同意" in words
    assert press(client, f"{address}correct/", page, "save").status_code == 302
    assert meeting.attendances.get(person=person).exclusion_document == "江海院党〔2026〕21号"


def test_a_record_that_alone_goes_along_is_something_to_save(client, meeting, address):
    """The case said otherwise than its meeting: the meeting's lines stay, its record does not."""
    record = StepRecord.objects.standing().get(person__name="方晓", step="admission_meeting")
    record.facts |= {"introducers_present": 1}
    record.save()
    page = press(client, f"{address}correct/", client.get(f"{address}correct/"), "review", reason="核对")
    assert "随之更正 1 人的个案记录：方晓" in text(page) and "没有改动任何内容" not in text(page)
    assert press(client, f"{address}correct/", page, "save").status_code == 302
    assert StepRecord.objects.get(replaces=record).facts["introducers_present"] == 2


def test_a_way_of_voting_that_differs_stays_with_its_item(client, meeting, address):
    page = client.get(f"{address}correct/")
    assert "各议题不变" not in text(page)
    shown = meeting.items.get(person__name="林知远")
    Item.objects.filter(pk=shown.pk).update(is_secret=False)
    record = StepRecord.objects.standing().get(item=shown)
    record.facts |= {"ballot": "show_of_hands"}
    record.save()
    page = client.get(f"{address}correct/")
    assert '<option value="as_kept" selected>各议题不变' in text(page)
    page = press(client, f"{address}correct/", page, "review", place="二楼", reason="漏填")
    assert press(client, f"{address}correct/", page, "save").status_code == 302
    ways = dict(meeting.items.values_list("person__name", "is_secret"))
    assert ways == {"方晓": True, "林知远": False, "苏明": True}


def test_what_was_typed_stays_where_the_meeting_was_voided_meanwhile(client, world, meeting, address):
    named = world.people["f0"], world.people["f1"]
    case = brought_to(world, "70009", "何清源", "application_book", introducers=named)
    here = f"{address}items/new/{case.code}/"
    opened = {each: client.get(each) for each in (f"{address}correct/", f"{address}void/", here)}
    client.post(f"{address}void/", {"version": meeting.version, "reason": "没有召开"})
    typed = {f"{address}correct/": {"place": "三楼"}, here: {"ayes": "12", "nays": "7", "abstentions": "0"}}
    for each, page in opened.items():
        page = press(client, each, page, "review", **typed.get(each, {}), reason="漏填")
        assert page.status_code == 422 and "该会议记录已作废（没有召开）" in text(page), each
        assert all(f'value="{value}"' in text(page) for value in typed.get(each, {}).values())


def test_what_was_typed_stays_where_he_was_added_meanwhile(client, world, meeting, address):
    named = world.people["f0"], world.people["f1"]
    case = brought_to(world, "70009", "何清源", "application_book", introducers=named)
    here = f"{address}items/new/{case.code}/"
    opened, figures = client.get(here), {"ayes": "12", "nays": "7", "abstentions": "0"}
    press(client, here, opened, "", **figures)
    page = press(client, here, opened, "", **figures)
    assert page.status_code == 422 and "已先保存此案" in text(page) and 'value="12"' in text(page)
    page = press(client, here, page, "")
    assert page.status_code == 422 and "重复登记" in text(page)
    assert meeting.items.filter(person=case.person).count() == 1


def test_voiding_names_whom_it_concerns(client, meeting, address):
    page = client.get(f"{address}void/")
    assert "将同时作废：方晓、林知远、苏明" in text(page)
    silent = client.post(f"{address}void/", {"version": meeting.version, "reason": ""})
    assert silent.status_code == 422 and "请写明作废的原因" in text(silent)
    saved = client.post(f"{address}void/", {"version": meeting.version, "reason": "没有召开"})
    assert saved.headers["Location"] == address
    page = text(client.get(address))
    assert "作废：没有召开" in page and "resolution/" not in page
    for gone in ("correct", "void", "items/new", "minutes"):
        assert client.get(f"{address}{gone}/").status_code == 404


def test_a_case_that_has_moved_elsewhere_is_not_told_of(client, meeting, address, world):
    """The branch that held the meeting learns that it may not, and nothing of the case."""
    case = StepRecord.objects.standing().get(item__position=1).case
    Case.objects.filter(pk=case.pk).update(unit=world.units["0201"])
    whole, one = text(client.get(f"{address}void/")), client.get(f"{address}items/1/void/")
    assert "将同时作废：林知远、苏明。" in whole
    for page in (whole, text(one)):
        assert "有依据它登记的个案已不归您管理，请联系组织部办理。" in page
    assert "登记到方晓个案" not in text(one)
    refused = press(client, f"{address}items/1/void/", one, "", reason="误登")
    assert (
        refused.status_code == 422
        and "支部大会讨论（" not in text(refused)
        and "请先作废依赖它的记录" not in text(refused)
    )
    assert StepRecord.objects.standing().filter(item__position=1).exists()


def test_one_item_is_voided_from_the_page_of_corrections(client, meeting, address):
    here = f"{address}items/1/void/"
    assert f'href="{here}"' in text(client.get(f"{address}correct/"))
    opened = client.get(here)
    assert "依据它登记到方晓个案的“" in text(opened) and "将同时作废" in text(opened)
    silent = press(client, here, opened, "")
    assert silent.status_code == 422 and "请写明作废的原因" in text(silent)
    assert press(client, here, opened, "", reason="误登").headers["Location"] == address
    page = text(client.get(address))
    assert "接收预备党员：方晓：已于" in page and "作废，误登" in page
    assert "误登" in text(client.get(f"/log/meeting/{meeting.code}/"))
    for gone in ("items/1/void/", "items/1/resolution/"):
        assert client.get(f"{address}{gone}").status_code == 404 and gone not in page
    for without in (f"{address}minutes/", f"{address}correct/", "/meetings/"):
        assert "方晓" not in text(client.get(without)), without
    assert "没有符合条件" in text(client.get("/meetings/?q=方晓"))


def test_who_voids_an_item_is_told_of_the_first_saver_and_of_the_last_item(client, meeting, address):
    steps = {place: f"{address}items/{place}/void/" for place in (1, 2, 3)}
    correcting, opened = client.get(f"{address}correct/"), client.get(steps[2])
    press(client, steps[1], client.get(steps[1]), "", reason="误登")
    page = press(client, f"{address}correct/", correcting, "save", listed="", place="三楼", reason="漏填")
    assert page.status_code == 422 and 'value="三楼"' in text(page)
    page = press(client, steps[2], opened, "", reason="误登")
    assert page.status_code == 422 and "已先保存这次会议" in text(page)
    assert press(client, steps[2], page, "").status_code == 302
    page = text(client.get(f"{address}correct/"))
    assert steps[3] not in page and f'只有一个议题，登记有误的请<a href="{address}void/"' in page
    page = press(client, steps[3], client.get(steps[3]), "", reason="误登")
    assert page.status_code == 422 and "这是会议仅有的议题" in text(page)


def test_somebody_forgotten_is_added(client, world, meeting, address):
    assert "没有可以补登的人员" in text(client.get(f"{address}items/new/"))
    case = brought_to(
        world, "70009", "何清源", "application_book", introducers=(world.people["f0"], world.people["f1"])
    )
    here = f"{address}items/new/{case.code}/"
    assert here in text(client.get(f"{address}items/new/"))
    page = press(client, here, client.get(here), "", ayes="12", nays="6", abstentions="0")
    assert page.status_code == 422 and "与收回的 19 票不符" in text(page)
    saved = press(client, here, page, "", nays="7")
    assert saved.headers["Location"] == address
    assert "接收预备党员：何清源" in text(client.get(address))
    assert client.get(here).status_code == 404


def test_who_only_reads_is_offered_nothing(client_as, address):
    client = client_as(Role.AUDITOR)
    page = text(client.get(address))
    assert "更正" not in page.partition("<main")[2] and "历史" in page
    assert client.get(f"{address}correct/").status_code == 404
